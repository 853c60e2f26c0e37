import { Alert, Chip, Paper, Stack, Typography } from '@mui/material'
import type { Template, TemplatePreview } from '@relance/contract'
import {
  Create,
  Datagrid,
  Edit,
  List,
  NumberField,
  required,
  SelectInput,
  SimpleForm,
  TextField,
  TextInput,
} from 'react-admin'
import { Rows } from '../layout/Rows.tsx'
import { useFormContext, useWatch } from 'react-hook-form'
import { usePreview } from '../providers/use-preview.ts'
import { useWords } from '../i18n/use-words.ts'

const TemplateList = () => (
  <List sort={{ field: 'name', order: 'ASC' }} exporter={false}>
    <Rows<Template> phone={{ primaryText: ({ name }) => name, secondaryText: ({ body }) => body }}>
      <Datagrid bulkActionButtons={false}>
        <TextField source="name" />
        <TextField source="body" sortable={false} />
        <TextField source="locale" />
        <NumberField source="version" sortable={false} />
      </Datagrid>
    </Rows>
  </List>
)

const LANGUAGES = [
  { id: 'fr', name: 'Français' },
  { id: 'en', name: 'English' },
]
const VARIABLES = ['lead.firstName', 'lead.lastName', 'lead.company', 'closer.name', 'company.name']

const TemplateForm = () => (
  <SimpleForm>
    <TextInput source="name" validate={required()} />
    <SelectInput source="locale" choices={LANGUAGES} defaultValue="fr" />
    <TextInput source="body" multiline minRows={4} validate={required()} />
    <Variables />
    <Bubble />
  </SimpleForm>
)

/** A tap adds a variable to the text. */
const Variables = () => {
  const { getValues, setValue } = useFormContext<{ body?: string }>()
  const add = (variable: string): void => {
    const body = getValues('body') ?? ''
    const between = body === '' || /\s$/.test(body) ? '' : ' '
    setValue('body', `${body}${between}{{ ${variable} }}`, { shouldDirty: true })
  }
  return (
    <Stack direction="row" spacing={1} useFlexGap flexWrap="wrap">
      {VARIABLES.map((variable) => (
        <Chip key={variable} label={variable} onClick={() => add(variable)} size="small" />
      ))}
    </Stack>
  )
}

/** The message as an invented lead would get it, or why it cannot be. */
const Bubble = () => {
  const translate = useWords()
  const body = useWatch<{ body?: string }>({ name: 'body' }) as string | undefined
  const { preview, refusal } = usePreview<TemplatePreview>('templates/preview', body?.trim() ? { body } : null)
  if (refusal) return <Alert severity="error">{refusal}</Alert>
  if (!preview) return null
  return (
    <Stack spacing={1} sx={{ marginTop: 2, maxWidth: 480 }}>
      <Paper elevation={0} sx={{ padding: 2, whiteSpace: 'pre-wrap', bgcolor: '#dcf8c6', color: '#111' }}>
        {preview.message ?? '—'}
      </Paper>
      <Typography variant="caption" color="text.secondary">
        {translate('preview.length', { smart_count: preview.length })}
      </Typography>
    </Stack>
  )
}

const TemplateCreate = () => (
  <Create redirect="list">
    <TemplateForm />
  </Create>
)
const TemplateEdit = () => (
  <Edit mutationMode="pessimistic">
    <TemplateForm />
  </Edit>
)

export const pages = { list: TemplateList, create: TemplateCreate, edit: TemplateEdit }
