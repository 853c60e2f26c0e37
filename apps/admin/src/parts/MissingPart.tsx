import { Alert } from '@mui/material'
import { useWords } from '../i18n/use-words.ts'
import { Reload } from './Reload.tsx'

export const MissingPart = () => {
  const translate = useWords()
  return (
    <Alert severity="warning" sx={{ marginY: 2 }} action={<Reload />}>
      {translate('failure.part')}
    </Alert>
  )
}
