import { Box } from '@mui/material'
import { useRef } from 'react'
import { required, SelectInput, SimpleForm, TextInput } from 'react-admin'
import { Seen } from './Seen.tsx'
import { Variables } from './Variables.tsx'

const LANGUAGES = [
  { id: 'fr', name: 'Français' },
  { id: 'en', name: 'English' },
]

/** On the left what is written, on the right how it arrives. */
export const TemplateForm = () => {
  const text = useRef<HTMLTextAreaElement>(null)
  return (
    <SimpleForm>
      <Box
        sx={{
          width: '100%',
          display: 'grid',
          columnGap: 4,
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'repeat(2, minmax(0, 1fr))' },
        }}
      >
        <div>
          <TextInput source="name" validate={required()} />
          <SelectInput source="locale" choices={LANGUAGES} defaultValue="fr" />
          <TextInput source="body" multiline minRows={5} validate={required()} inputRef={text} />
          <Variables text={text} />
        </div>
        <Seen />
      </Box>
    </SimpleForm>
  )
}
