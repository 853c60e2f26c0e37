import UploadIcon from '@mui/icons-material/UploadFile'
import { Box, Button, Typography } from '@mui/material'
import { useRef } from 'react'
import { useWords } from '../../i18n/use-words.ts'

/** By the button, or dropped. */
export const PickFile = ({ pick }: { pick(file: File): void }) => {
  const translate = useWords()
  const picker = useRef<HTMLInputElement>(null)
  return (
    <Box
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault()
        const [file] = event.dataTransfer.files
        if (file) pick(file)
      }}
      sx={{ border: '2px dashed', borderColor: 'divider', borderRadius: 2, padding: 4, textAlign: 'center' }}
    >
      <input
        ref={picker}
        type="file"
        accept=".csv,.txt,.tsv,.xlsx,text/csv"
        aria-label={translate('import.choose')}
        hidden
        onChange={({ target }) => {
          const [file] = target.files ?? []
          target.value = ''
          if (file) pick(file)
        }}
      />
      <Button variant="contained" startIcon={<UploadIcon />} onClick={() => picker.current?.click()}>
        {translate('import.choose')}
      </Button>
      <Typography variant="body2" color="text.secondary" sx={{ marginTop: 2 }}>
        {translate('import.choose_help')}
      </Typography>
    </Box>
  )
}
