import { Alert, Box, Button, IconButton, MenuItem, Stack, TextField, Typography } from '@mui/material'
import DeleteIcon from '@mui/icons-material/DeleteOutline'
import type { RulePreview } from '@relance/contract'
import {
  AGE_UNITS,
  type Audience,
  type Condition,
  LEAD_FIELDS,
  type Operator,
  OPERATORS_OF,
} from '@relance/contract/audience-fields'
import { useInput } from 'react-admin'
import { useWatch } from 'react-hook-form'
import { usePreview } from '../providers/use-preview.ts'
import { useWords } from '../i18n/use-words.ts'

const EVERYBODY: Audience = { combinator: 'and', rules: [] }
const FIRST: Condition = { field: 'status', operator: '=', value: 'new' }
const isGroup = (node: Condition | Audience): node is Audience => 'combinator' in node

/** Builds the audience of a rule, and says at once whom it brings in. */
export const AudienceInput = () => {
  const { field } = useInput<Audience>({ source: 'audience', defaultValue: EVERYBODY })
  const templateIds = useWatch({ name: 'templateIds' }) as string[] | undefined
  const chosen = (templateIds ?? []).filter(Boolean)
  const audience = (field.value as Audience | undefined) ?? EVERYBODY
  const { preview, refusal } = usePreview<RulePreview>('rules/preview', {
    audience,
    ...(chosen.length > 0 && { templateIds: chosen }),
  })
  return (
    <Box sx={{ width: '100%', marginBottom: 2 }}>
      <Group group={audience} change={field.onChange} />
      {refusal ? <Alert severity="error">{refusal}</Alert> : preview && <Found preview={preview} />}
    </Box>
  )
}

const Found = ({ preview: { count, excluded, sample } }: { preview: RulePreview }) => {
  const translate = useWords()
  return (
    <Alert severity="info" sx={{ marginTop: 1 }}>
      <b>{translate('preview.count', { smart_count: count })}</b>
      {excluded > 0 && ` · ${translate('preview.excluded', { smart_count: excluded })}`}
      {sample.map(({ leadId, name, message }) => (
        <Typography key={leadId} variant="body2">
          {name || '—'}
          {message && `${translate('shell.colon')}${message}`}
        </Typography>
      ))}
    </Alert>
  )
}

const Group = ({ group, change, remove }: { group: Audience; change(group: Audience): void; remove?(): void }) => {
  const translate = useWords()
  const put = (at: number, node: Condition | Audience | null): void =>
    change({ ...group, rules: group.rules.flatMap((one, place) => (place === at ? (node ?? []) : one)) })
  return (
    <Stack spacing={1} sx={{ borderLeft: 2, borderColor: 'divider', paddingLeft: 2 }}>
      <Stack direction="row" spacing={1} alignItems="center">
        <TextField
          fullWidth={false}
          select
          size="small"
          label={translate('audience.match')}
          value={group.combinator}
          onChange={({ target }) => change({ ...group, combinator: target.value as Audience['combinator'] })}
        >
          <MenuItem value="and">{translate('audience.all')}</MenuItem>
          <MenuItem value="or">{translate('audience.any')}</MenuItem>
        </TextField>
        {remove && <Remove remove={remove} />}
      </Stack>
      {group.rules.length === 0 && <Typography variant="body2">{translate('audience.everybody')}</Typography>}
      {group.rules.map((node, place) =>
        isGroup(node) ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no identity of their own
          <Group key={place} group={node} change={(changed) => put(place, changed)} remove={() => put(place, null)} />
        ) : (
          <ConditionRow
            // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no identity of their own
            key={place}
            condition={node}
            change={(changed) => put(place, changed)}
            remove={() => put(place, null)}
          />
        ),
      )}
      <Stack direction="row" spacing={1}>
        <Button size="small" onClick={() => change({ ...group, rules: [...group.rules, FIRST] })}>
          {translate('audience.add')}
        </Button>
        <Button
          size="small"
          onClick={() => change({ ...group, rules: [...group.rules, { combinator: 'or', rules: [FIRST] }] })}
        >
          {translate('audience.add_group')}
        </Button>
      </Stack>
    </Stack>
  )
}

const Remove = ({ remove }: { remove(): void }) => {
  const translate = useWords()
  return (
    <IconButton onClick={remove} aria-label={translate('ra.action.remove')} size="small">
      <DeleteIcon />
    </IconButton>
  )
}

const FIELDS = Object.keys(LEAD_FIELDS) as (keyof typeof LEAD_FIELDS)[]
const kindOf = (field: string) =>
  Object.hasOwn(LEAD_FIELDS, field) ? LEAD_FIELDS[field as (typeof FIELDS)[number]].kind : 'custom'

/** A value that fits the operator: what was typed before is kept where it can be. */
function valueFor(operator: Operator, field: string, before: unknown): unknown {
  if (operator === 'null' || operator === 'notNull') return undefined
  if (operator === 'olderThan' || operator === 'newerThan') return { value: 3, unit: 'days' }
  const text = typeof before === 'object' ? '' : String(before ?? '')
  if (operator === 'in' || operator === 'notIn') return text ? [text] : []
  return kindOf(field) === 'number' ? Number(text) || 0 : text
}

interface RowProps {
  condition: Condition
  change(condition: Condition): void
  remove(): void
}

const ConditionRow = ({ condition, change, remove }: RowProps) => {
  const translate = useWords()
  const { field, operator, value } = condition
  const operators: readonly Operator[] = OPERATORS_OF[kindOf(field)]
  const pickField = (picked: string): void => {
    const kept = (OPERATORS_OF[kindOf(picked)] as readonly Operator[]).includes(operator)
    const next = kept ? operator : (OPERATORS_OF[kindOf(picked)][0] as Operator)
    change({ field: picked, operator: next, value: valueFor(next, picked, value) })
  }
  return (
    <Stack direction="row" spacing={1} useFlexGap flexWrap="wrap" alignItems="center">
      <TextField
        fullWidth={false}
        select
        size="small"
        sx={{ minWidth: 130 }}
        label={translate('audience.field')}
        value={field}
        onChange={({ target }) => pickField(target.value)}
      >
        {[...FIELDS, ...(FIELDS.some((known) => known === field) ? [] : [field])].map((name) => (
          <MenuItem key={name} value={name}>
            {translate(`resources.leads.fields.${name}`, { _: name })}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        fullWidth={false}
        select
        size="small"
        sx={{ minWidth: 130 }}
        label={translate('audience.operator')}
        value={operator}
        onChange={({ target }) => {
          const next = target.value as Operator
          change({ field, operator: next, value: valueFor(next, field, value) })
        }}
      >
        {operators.map((name) => (
          <MenuItem key={name} value={name}>
            {translate(`audience.operators.${name}`, { _: name })}
          </MenuItem>
        ))}
      </TextField>
      <Value condition={condition} change={(next) => change({ ...condition, value: next })} />
      <Remove remove={remove} />
    </Stack>
  )
}

const Value = ({ condition, change }: { condition: Condition; change(value: unknown): void }) => {
  const translate = useWords()
  const { field, operator, value } = condition
  const label = translate('audience.value')
  if (operator === 'null' || operator === 'notNull') return null
  if (operator === 'olderThan' || operator === 'newerThan') {
    const age = value as { value: number; unit: string }
    return (
      <>
        <TextField
          fullWidth={false}
          type="number"
          size="small"
          label={label}
          value={age.value}
          onChange={({ target }) => change({ ...age, value: Number(target.value) })}
          sx={{ width: 90 }}
        />
        <TextField
          fullWidth={false}
          select
          size="small"
          label={translate('audience.unit')}
          value={age.unit}
          onChange={({ target }) => change({ ...age, unit: target.value })}
        >
          {Object.keys(AGE_UNITS).map((unit) => (
            <MenuItem key={unit} value={unit}>
              {translate(`units.${unit}`, { _: unit })}
            </MenuItem>
          ))}
        </TextField>
      </>
    )
  }
  const isList = Array.isArray(value)
  const read = (text: string): unknown => {
    if (isList)
      return text
        .split(',')
        .map((part) => part.trim())
        .filter(Boolean)
    return kindOf(field) === 'number' ? Number(text) : text
  }
  return (
    <TextField
      fullWidth={false}
      size="small"
      label={label}
      type={kindOf(field) === 'number' && !isList ? 'number' : 'text'}
      key={`${field} ${operator}`}
      defaultValue={isList ? value.join(', ') : String(value ?? '')}
      onChange={({ target }) => change(read(target.value))}
      helperText={isList ? translate('audience.comma') : undefined}
    />
  )
}
