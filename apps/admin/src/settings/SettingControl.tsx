/** The control of one setting, as the registry of settings asks for it. */
import { Autocomplete, Checkbox, FormControlLabel, TextField } from '@mui/material'
import type { HolidayRegion } from '@relance/contract'
import type { SettingDescription } from '@relance/contract/settings-registry'
import { useQuery } from '@tanstack/react-query'
import { type ReactElement, useMemo } from 'react'
import { CapsControl } from './CapsControl.tsx'
import { countries, timeZones } from '../formats/places.ts'
import { ROLES } from '@relance/contract/matrix'
import { useWords } from '../i18n/use-words.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { request } from '../providers/request.ts'

interface Props {
  setting: SettingDescription
  value: unknown
  /** Of the same record, as chosen so far. */
  country?: string | undefined
  change(value: unknown): void
}

type Described = Props & { label: string; hint: string | undefined; language: 'fr' | 'en' }
type Kind = Extract<SettingDescription['control'], string>

const MINUTES = 60

const Whole = ({ setting, value, change, label, hint }: Described) => {
  const bounds = 'least' in setting ? { min: setting.least, max: setting.most } : {}
  const isOptional = setting.kind === 'optionalWhole'
  return (
    <TextField
      fullWidth
      type="number"
      label={label}
      value={value ?? ''}
      helperText={hint}
      slotProps={{ htmlInput: bounds }}
      onChange={({ target }) => change(isOptional && target.value === '' ? null : Number(target.value))}
    />
  )
}

interface Choice {
  id: string
  name: string
}

/** What is set may be a name the browser does not list any more. */
const Choose = ({ choices, value, change, label, hint }: Described & { choices: readonly Choice[] }) => {
  const { options, current } = useMemo(() => {
    const known = choices.find(({ id }) => id === value)
    const current = known ?? { id: String(value), name: String(value) }
    return { current, options: known ? choices : [current, ...choices] }
  }, [choices, value])
  return (
    <Autocomplete
      fullWidth
      disableClearable
      options={options}
      value={current}
      getOptionKey={({ id }) => id}
      getOptionLabel={({ name }) => name}
      isOptionEqualToValue={(one, other) => one.id === other.id}
      onChange={(_, { id }) => change(id)}
      renderInput={(params) => <TextField {...params} label={label} helperText={hint} />}
    />
  )
}

/** Nothing where the country has no region with holidays of its own. */
const Region = ({ value, change, label, country }: Described) => {
  const { data: regions = [] } = useQuery({
    queryKey: ['settings', 'holiday-regions', country],
    queryFn: async () => (await request<HolidayRegion[]>(`settings/holiday-regions?country=${country}`)).json,
    enabled: country !== undefined,
  })
  const chosen = regions.find(({ id }) => id === value) ?? null
  if (regions.length === 0) return null
  return (
    <Autocomplete
      fullWidth
      options={regions}
      value={chosen}
      getOptionKey={({ id }) => id}
      getOptionLabel={({ name }) => name}
      isOptionEqualToValue={(one, other) => one.id === other.id}
      onChange={(_, region) => change(region?.id ?? null)}
      renderInput={(params) => <TextField {...params} label={label} />}
    />
  )
}

const Texts = ({ value, change, label, hint }: Described) => {
  const texts = useMemo(() => [value].flat() as string[], [value])
  return (
    <Autocomplete
      multiple
      freeSolo
      fullWidth
      options={[]}
      value={texts}
      onChange={(_, chosen) => change(chosen.map((text) => text.trim()).filter(Boolean))}
      renderInput={(params) => <TextField {...params} label={label} helperText={hint} />}
    />
  )
}

const Roles = ({ value, change, label, hint }: Described) => {
  const translate = useWords()
  return (
    <Autocomplete
      multiple
      fullWidth
      options={ROLES}
      value={ROLES.filter((role) => [value].flat().includes(role))}
      getOptionLabel={(role) => translate(`roles.${role}`)}
      onChange={(_, roles) => change(roles)}
      renderInput={(params) => <TextField {...params} label={label} helperText={hint} />}
    />
  )
}

const CONTROLS: Readonly<Record<Kind, (described: Described) => ReactElement | null>> = {
  text: ({ value, change, label, hint }) => (
    <TextField
      fullWidth
      label={label}
      value={value}
      helperText={hint}
      onChange={({ target }) => change(target.value)}
    />
  ),
  whole: Whole,
  hours: ({ value, change, label, hint }) => (
    <TextField
      fullWidth
      type="number"
      label={label}
      value={Number(value) / MINUTES}
      helperText={hint}
      slotProps={{ htmlInput: { min: 0, step: 0.5 } }}
      onChange={({ target }) => change(Math.round(Number(target.value) * MINUTES))}
    />
  ),
  country: (described) => <Choose {...described} choices={countries(described.language)} />,
  region: Region,
  timeZone: (described) => <Choose {...described} choices={timeZones()} />,
  texts: (described) => <Texts {...described} />,
  roles: Roles,
  caps: ({ setting, value, change, label, hint }) => {
    const { most = 0, longest = 0 } = setting.kind === 'caps' ? setting : {}
    return <CapsControl label={label} hint={hint} value={value} most={most} longest={longest} change={change} />
  },
  money: ({ value, change, label, hint }) => (
    <TextField
      type="number"
      label={label}
      value={value ?? ''}
      helperText={hint}
      slotProps={{ htmlInput: { min: 0, step: 0.01 } }}
      onChange={({ target }) => change(target.value === '' ? null : Number(target.value))}
    />
  ),
  currency: ({ value, change, label, hint }) => (
    <TextField
      label={label}
      value={value}
      helperText={hint}
      slotProps={{ htmlInput: { maxLength: 3 } }}
      onChange={({ target }) => change(target.value.toUpperCase())}
      sx={{ width: 110 }}
    />
  ),
  checkbox: ({ value, change, label }) => (
    <FormControlLabel
      control={<Checkbox checked={value === true} onChange={(_, isOn) => change(isOn)} />}
      label={label}
    />
  ),
}

/** Nothing for a setting with a card of its own. */
export const SettingControl = ({ setting, value, change, country }: Props) => {
  const language = useLanguage()
  const { control, label, hint } = setting
  if (typeof control === 'object') return null
  const Control = CONTROLS[control]
  return (
    <Control
      setting={setting}
      value={value}
      change={change}
      country={country}
      label={label[language]}
      hint={hint?.[language]}
      language={language}
    />
  )
}
