/** Which approved template of WhatsApp says the message, and what of ours fills each of its places. */
import { Alert, Box, Button, MenuItem, Stack, TextField, Typography } from '@mui/material'
import type { TemplateMapping, WhatsAppTemplate } from '@relance/contract'
import { useRef } from 'react'
import { useInput, useLocaleState } from 'react-admin'
import { type FieldError, type FieldErrors, get, useFormState } from 'react-hook-form'
import { Link } from 'react-router-dom'
import { useWords } from '../i18n/use-words.ts'
import { StateChip } from '../whatsapp/StateChip.tsx'
import { useWhatsAppTemplates } from '../whatsapp/use-whatsapp.ts'
import { Variables } from './Variables.tsx'

type Parameter = TemplateMapping['parameters'][number]

export const MappingInput = () => {
  const translate = useWords()
  const { field } = useInput<TemplateMapping>({ source: 'whatsapp' })
  const { errors } = useFormState()
  const { data: templates, isPending } = useWhatsAppTemplates()
  const mapping = (field.value || null) as TemplateMapping | null
  const chosen = templates?.find(({ id }) => mapping && id === idOf(mapping))
  const choose = (id: string): void => {
    const template = templates?.find((one) => one.id === id)
    field.onChange(template ? mappingTo(template, mapping?.parameters ?? []) : null)
  }
  const put = (index: number, value: string): void => {
    if (mapping)
      field.onChange({
        ...mapping,
        parameters: mapping.parameters.map((one, at) => (at === index ? { ...one, value } : one)),
      })
  }
  return (
    <Box component="fieldset" sx={{ border: 0, padding: 0, margin: 0, marginY: 2, minWidth: 0 }}>
      <Typography component="legend" variant="subtitle1">
        {translate('whatsapp.map.title')}
      </Typography>
      <Typography variant="body2" color="text.secondary" gutterBottom>
        {translate('whatsapp.map.hint')}
      </Typography>
      {templates?.length === 0 && (
        <Alert
          severity="info"
          sx={{ marginBottom: 2 }}
          action={
            <Button color="inherit" size="small" component={Link} to="/whatsapp">
              {translate('whatsapp.status.see')}
            </Button>
          }
        >
          {translate('whatsapp.templates.none')}
        </Alert>
      )}
      <Choice
        templates={templates ?? []}
        mapping={mapping}
        choose={choose}
        error={wordsAt(errors, 'whatsapp.name') ?? wordsAt(errors, 'whatsapp.parameters')}
      />
      {mapping && !chosen && !isPending && <Alert severity="error">{translate('whatsapp.map.gone')}</Alert>}
      {chosen && <Approved template={chosen} />}
      {mapping?.parameters.map((parameter, index) => (
        <Value
          key={`${mapping.name} ${mapping.language} ${index}`}
          parameter={parameter}
          number={numberOf(mapping.parameters, index)}
          change={(value) => put(index, value)}
          error={wordsAt(errors, `whatsapp.parameters.${index}.value`)}
        />
      ))}
    </Box>
  )
}

const idOf = ({ name, language }: Pick<TemplateMapping, 'name' | 'language'>): string => `${name}:${language}`

/** What was filled in already is kept, place by place. */
function mappingTo({ name, language, parameters }: WhatsAppTemplate, before: readonly Parameter[]): TemplateMapping {
  return {
    name,
    language,
    parameters: parameters.map(({ place, name: parameter }, index) => ({
      ...(parameter !== null && { name: parameter }),
      ...(place !== 'body' && { place }),
      value: before[index]?.value ?? '',
    })),
  }
}

/** Numbers count within their place, from 1. */
const numberOf = (parameters: readonly Parameter[], index: number): number =>
  parameters.slice(0, index + 1).filter(({ place }) => place === parameters[index]?.place).length

/** What the server refused there. */
function wordsAt(errors: FieldErrors, path: string): string | undefined {
  const message = (get(errors, path) as FieldError | undefined)?.message
  return typeof message === 'string' ? message : undefined
}

interface ChoiceProps {
  templates: readonly WhatsAppTemplate[]
  mapping: TemplateMapping | null
  choose(id: string): void
  error: string | undefined
}

const Choice = ({ templates, mapping, choose, error }: ChoiceProps) => {
  const translate = useWords()
  const value = mapping ? idOf(mapping) : ''
  const isKnown = templates.some(({ id }) => id === value)
  const chosenWords = mapping ? `${mapping.name} · ${mapping.language}` : translate('whatsapp.map.none')
  return (
    <TextField
      select
      fullWidth
      size="small"
      label={translate('whatsapp.map.template')}
      value={value}
      error={error !== undefined}
      helperText={error}
      onChange={({ target }) => choose(target.value)}
      slotProps={{ select: { displayEmpty: true, renderValue: () => chosenWords }, inputLabel: { shrink: true } }}
      sx={{ marginY: 1 }}
    >
      <MenuItem value="">{translate('whatsapp.map.none')}</MenuItem>
      {mapping && !isKnown && <MenuItem value={value}>{chosenWords}</MenuItem>}
      {templates.map(({ id, name, language, category, status, unsupported }) => (
        <MenuItem key={id} value={id} disabled={unsupported.length > 0} sx={{ gap: 1, flexWrap: 'wrap' }}>
          <span>
            {name} · {language}
          </span>
          <StateChip status={status} />
          <Typography component="span" variant="caption" color="text.secondary">
            {translate(`whatsapp.categories.${category.toLowerCase()}`, { _: category })}
          </Typography>
        </MenuItem>
      ))}
    </TextField>
  )
}

/** WhatsApp tries for 30 days where the template says nothing. */
const UNSET_TTL_S = 30 * 86_400

/** “30 days”, “12 hours”, “30 seconds”: in the largest unit that leaves at least two of them. */
function lifeWords(seconds: number, locale: string): string {
  const [unit, length] = (
    [
      ['day', 86_400],
      ['hour', 3_600],
      ['minute', 60],
      ['second', 1],
    ] as const
  ).find(([, one]) => seconds >= 2 * one) ?? ['second', 1]
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: 1 }).format(
    seconds / length,
  )
}

const Approved = ({
  template: { headerText, bodyText, footerText, status, category, parameters, ttlSeconds },
}: {
  template: WhatsAppTemplate
}) => {
  const [locale] = useLocaleState()
  const translate = useWords()
  const words = translate(`whatsapp.template_states.${status}`, { _: status })
  return (
    <Stack spacing={1} sx={{ marginBottom: 1 }}>
      <Stack direction="row" spacing={1} alignItems="center">
        <StateChip status={status} />
        <Typography variant="caption" color="text.secondary">
          {translate(`whatsapp.categories.${category.toLowerCase()}`, { _: category })}
        </Typography>
      </Stack>
      <Typography variant="caption" color="text.secondary">
        {translate('whatsapp.map.life', { time: lifeWords(ttlSeconds ?? UNSET_TTL_S, locale) })}
      </Typography>
      <Typography
        variant="body2"
        component="blockquote"
        sx={{ margin: 0, paddingLeft: 1.5, borderLeft: 3, borderColor: 'divider', overflowWrap: 'anywhere' }}
      >
        {[headerText, bodyText, footerText].filter(Boolean).join(' — ')}
      </Typography>
      {status !== 'APPROVED' && (
        <Alert severity="warning">{translate('whatsapp.map.not_approved', { status: words })}</Alert>
      )}
      {parameters.length === 0 && (
        <Typography variant="body2" color="text.secondary">
          {translate('whatsapp.map.no_parameters')}
        </Typography>
      )}
    </Stack>
  )
}

interface ValueProps {
  parameter: Parameter
  number: number
  change(value: string): void
  error: string | undefined
}

const Value = ({ parameter: { name, place = 'body', value }, number, change, error }: ValueProps) => {
  const translate = useWords()
  const input = useRef<HTMLInputElement>(null)
  const which =
    name === undefined ? translate('whatsapp.map.numbered', { number }) : translate('whatsapp.map.named', { name })
  const button = /^button_(\d+)$/.exec(place)?.[1]
  const where = button
    ? translate('whatsapp.map.places.button', { number: Number(button) + 1 })
    : translate(place === 'header' ? 'whatsapp.map.places.header' : 'whatsapp.map.places.body')
  const label = `${which} · ${where}`
  return (
    <div>
      <TextField
        fullWidth
        size="small"
        label={label}
        value={value}
        error={error !== undefined}
        helperText={error}
        inputRef={input}
        onChange={({ target }) => change(target.value)}
        sx={{ marginTop: 1 }}
      />
      <Variables
        fieldOf={() => input.current}
        text={value}
        change={change}
        label={translate('shell.pair', { name: translate('template.variables'), value: label })}
      />
    </div>
  )
}
