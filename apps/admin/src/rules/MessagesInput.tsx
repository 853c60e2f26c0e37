import AddIcon from '@mui/icons-material/Add'
import DeleteIcon from '@mui/icons-material/DeleteOutline'
import { Alert, Box, Button, FormHelperText, IconButton, MenuItem, Stack, TextField, Typography } from '@mui/material'
import { type Frequency, type Lead, repeatedTextWords, type Template, type TemplatePreview } from '@relance/contract'
import { useState } from 'react'
import { useGetList, useGetOne, useInput, useLocaleState } from 'react-admin'
import { type FieldError, get, useFormState, useWatch } from 'react-hook-form'
import { Link } from 'react-router-dom'
import { WITH_ACTION } from '../parts/with-action.ts'
import { useWords } from '../i18n/use-words.ts'
import { Bubble } from '../parts/Bubble.tsx'
import { Failure } from '../reading/Failure.tsx'
import { LeadPicker } from '../forms/LeadPicker.tsx'
import { usePreview } from '../providers/use-preview.ts'
import { stepsWords } from '../versions/value-words.ts'

/** Slots that are not filled yet are no messages. */
const isFilled = (ids: unknown): string | undefined =>
  Array.isArray(ids) && ids.length > 0 && ids.every(Boolean) ? undefined : 'ra.validation.required'

/** The message of each step, as a real lead would get it; the last one repeats. */
export const MessagesInput = () => {
  const translate = useWords()
  const [lead, setLead] = useState<Lead | null>(null)
  const { field, fieldState } = useInput<string[]>({ source: 'templateIds', defaultValue: [''], validate: isFilled })
  const reading = useGetList<Template>('templates', {
    pagination: { page: 1, perPage: 200 },
    sort: { field: 'name', order: 'ASC' },
  })
  const templates = reading.data ?? []
  const ids = Array.isArray(field.value) && field.value.length > 0 ? (field.value as string[]) : ['']
  const steps = useStepCount()
  const { errors } = useFormState()
  /** What the server refused of that step. */
  const refusalOf = (place: number): string | undefined =>
    (get(errors, `templateIds.${place}`) as FieldError | undefined)?.message
  const put = (place: number, id: string | null): void =>
    field.onChange(ids.flatMap((one, at) => (at === place ? (id ?? []) : [one])))
  return (
    <Box component="fieldset" sx={{ width: '100%', border: 0, padding: 0, margin: 0, marginBottom: 2 }}>
      <Typography component="legend" variant="subtitle1">
        {translate('resources.rules.fields.templateIds')}
      </Typography>
      <LeadPicker lead={lead} pick={setLead} />
      {reading.error && <Failure error={reading.error} retry={reading.refetch} />}
      {reading.data?.length === 0 && (
        <Button component={Link} to="/templates/create">
          {translate('rule.first_template')}
        </Button>
      )}
      <Stack spacing={2}>
        {ids.map((id, place) => (
          <Stack key={`${place} ${id}`} direction={{ xs: 'column', md: 'row' }} spacing={2} alignItems="flex-start">
            <Stack direction="row" spacing={1} sx={{ width: { xs: '100%', md: 360 } }}>
              <TextField
                select
                fullWidth
                size="small"
                label={translate('rule.message_of', { step: place + 1 })}
                value={templates.some((template) => template.id === id) ? id : ''}
                error={(fieldState.invalid && !id) || refusalOf(place) !== undefined}
                helperText={refusalOf(place)}
                onChange={({ target }) => put(place, target.value)}
              >
                {templates.map((template) => (
                  <MenuItem key={template.id} value={template.id}>
                    {template.name}
                  </MenuItem>
                ))}
              </TextField>
              {ids.length > 1 && (
                <IconButton
                  aria-label={translate('rule.remove_message', { step: place + 1 })}
                  onClick={() => put(place, null)}
                >
                  <DeleteIcon />
                </IconButton>
              )}
            </Stack>
            <Message body={templates.find((template) => template.id === id)?.body} lead={lead} />
          </Stack>
        ))}
      </Stack>
      <Button startIcon={<AddIcon />} onClick={() => field.onChange([...ids, ''])} sx={{ marginTop: 1 }}>
        {translate('rule.add_message')}
      </Button>
      {steps && (
        <RepeatedTexts
          bodies={bodiesOf(ids, templates)}
          stepCount={steps.count}
          add={() => field.onChange([...ids, ''])}
        />
      )}
      {fieldState.invalid && ids.some((id) => !id) && (
        <FormHelperText error>{translate('rule.message_missing')}</FormHelperText>
      )}
    </Box>
  )
}

const bodiesOf = (ids: readonly string[], templates: readonly Template[]): string[] =>
  ids.map((id) => templates.find((template) => template.id === id)?.body ?? '')

/** The same text in several steps, in words, and the way to write the next one. */
const RepeatedTexts = ({ bodies, stepCount, add }: { bodies: readonly string[]; stepCount: number; add(): void }) => {
  const translate = useWords()
  const [locale] = useLocaleState()
  const read = Array.from({ length: stepCount }, (_, place) => bodies[Math.min(place, bodies.length - 1)] ?? '')
  const repeated = [...new Set(read.filter(Boolean))]
    .map((body) => read.flatMap((one, place) => (one === body ? [place + 1] : [])))
    .filter(({ length }) => length > 1)
  if (repeated.length === 0) return null
  return (
    <Alert
      severity="warning"
      sx={WITH_ACTION}
      action={
        <Stack direction={{ xs: 'column', sm: 'row' }}>
          <Button size="small" color="inherit" onClick={add} disabled={bodies.length >= stepCount}>
            {translate('rule.choose_next')}
          </Button>
          <Button size="small" color="inherit" component={Link} to="/templates/create">
            {translate('rule.write_next')}
          </Button>
        </Stack>
      }
    >
      {repeated.map((steps) => repeatedTextWords(locale === 'en' ? 'en' : 'fr', steps)).join(' ')}
    </Alert>
  )
}

function useStepCount(): { count: number; words: string } | null {
  const translate = useWords()
  const frequencyId = useWatch({ name: 'frequencyId' }) as string | undefined
  const { data } = useGetOne<Frequency>('frequencies', { id: frequencyId ?? '' }, { enabled: Boolean(frequencyId) })
  return data ? { count: data.steps.length, words: stepsWords(data.steps, translate) } : null
}

const Message = ({ body, lead }: { body: string | undefined; lead: Lead | null }) => {
  const { preview, refusal } = usePreview<TemplatePreview>(
    'templates/preview',
    body ? { body, ...(lead && { leadId: lead.id }) } : null,
  )
  if (!body) return null
  return (
    <Box sx={{ flex: 1, maxWidth: 480 }}>
      <Bubble>{refusal ?? preview?.message ?? body}</Bubble>
    </Box>
  )
}
