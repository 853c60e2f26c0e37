import { Box, Typography } from '@mui/material'
import type { Lead, TemplateMapping, TemplatePreview } from '@relance/contract'
import { useRef, useState } from 'react'
import { required, SelectInput, TextInput } from 'react-admin'
import { useFormContext, useWatch } from 'react-hook-form'
import { useWords } from '../i18n/use-words.ts'
import { usePreview } from '../providers/use-preview.ts'
import { MappingInput } from './MappingInput.tsx'
import { Seen } from './Seen.tsx'
import { Variables } from './Variables.tsx'
import { SimpleForm } from '../forms/SimpleForm.tsx'

export const LANGUAGES = [
  { id: 'fr', name: 'Français' },
  { id: 'en', name: 'English' },
]

export const TemplateForm = () => (
  <SimpleForm>
    <Fields />
  </SimpleForm>
)

/** On the left what is written, on the right how it arrives. */
const Fields = () => {
  const translate = useWords()
  const form = useRef<HTMLDivElement>(null)
  const { setValue } = useFormContext<{ body?: string }>()
  const [lead, setLead] = useState<Lead | null>(null)
  const body = (useWatch({ name: 'body' }) as string | undefined) ?? ''
  const whatsapp = (useWatch({ name: 'whatsapp' }) as TemplateMapping | '' | null | undefined) || null
  const { preview, refusal } = usePreview<TemplatePreview>(
    'templates/preview',
    body.trim() ? { body, whatsapp, ...(lead && { leadId: lead.id }) } : null,
  )
  return (
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
        <Typography variant="body2" color="text.secondary">
          {translate('template.variables')}
        </Typography>
        <Variables
          fieldOf={() => form.current?.querySelector<HTMLTextAreaElement>('textarea[name=body]')}
          text={body}
          change={(text) => setValue('body', text, { shouldDirty: true, shouldValidate: true })}
        />
        <MappingInput />
      </div>
      <Seen lead={lead} pick={setLead} preview={body.trim() ? preview : null} refusal={refusal} mapping={whatsapp} />
    </Box>
  )
}
