import { Box } from '@mui/material'
import { useRef } from 'react'
import { required, SelectInput, SimpleForm, TextInput } from 'react-admin'
import { Seen } from './Seen.tsx'
import { Variables } from './Variables.tsx'

export const LANGUAGES = [
  { id: 'fr', name: 'Français' },
  { id: 'en', name: 'English' },
]

/** On the left what is written, on the right how it arrives. */
export const TemplateForm = () => {
  const form = useRef<HTMLDivElement>(null)
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
        <div ref={form}>
          <TextInput source="name" validate={required()} />
          <SelectInput source="locale" choices={LANGUAGES} defaultValue="fr" />
          <TextInput source="body" multiline minRows={5} validate={required()} />
          <Variables within={form} />
        </div>
        <Seen />
      </Box>
    </SimpleForm>
  )
}
