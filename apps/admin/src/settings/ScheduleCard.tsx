import { Alert, Box, Checkbox, FormControlLabel, MenuItem, TextField, Typography } from '@mui/material'
import type { Schedule, SchedulePreview } from '@relance/contract'
import { instantFormat } from '@relance/contract/instants'
import cronstrue from 'cronstrue'
import 'cronstrue/locales/fr'
import { useState } from 'react'
import { useLocaleState } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import { usePreview } from '../providers/use-preview.ts'
import { SettingsCard } from './SettingsCard.tsx'
import { useSingleton } from './use-singleton.ts'

/** Minutes, hours, days of the month, months, days of the week. */
const PRESETS = {
  six_hours: '0 */6 * * *',
  hourly: '0 8-19 * * 1-5',
  twice: '0 9,14 * * 1-5',
  morning: '0 8 * * 1-5',
  quarter: '*/15 * * * *',
} as const
const OWN = 'own'

/** When the scan runs: chosen from sentences; a cron expression only for those who want to write one. */
export const ScheduleCard = () => {
  const translate = useWords()
  const { reading, value, isDirty, change, save } = useSingleton<Schedule>('schedule')
  const [isOwn, setIsOwn] = useState(false)
  const { preview, refusal } = usePreview<SchedulePreview>(
    'settings/schedule/preview',
    value && { cron: value.cron, timeZone: value.timeZone },
  )
  if (!value) return <SettingsCard title="settings.schedule" reading={reading} />
  const known = Object.entries(PRESETS).find(([, cron]) => cron === value.cron)?.[0]
  const choose = (name: string): void => {
    setIsOwn(name === OWN)
    if (name !== OWN) change({ cron: PRESETS[name as keyof typeof PRESETS] })
  }
  return (
    <SettingsCard title="settings.schedule" isDirty={isDirty} save={() => save()}>
      <FormControlLabel
        control={<Checkbox checked={value.enabled} onChange={(_, enabled) => change({ enabled })} />}
        label={translate('settings.enabled')}
      />
      <TextField
        select
        fullWidth
        label={translate('settings.preset')}
        value={isOwn || !known ? OWN : known}
        onChange={({ target }) => choose(target.value)}
      >
        {Object.keys(PRESETS).map((name) => (
          <MenuItem key={name} value={name}>
            {translate(`settings.presets.${name}`, { _: name })}
          </MenuItem>
        ))}
        <MenuItem value={OWN}>{translate('settings.presets.own')}</MenuItem>
      </TextField>
      {(isOwn || !known) && (
        <TextField
          fullWidth
          label={translate('settings.cron')}
          value={value.cron}
          helperText={translate('settings.schedule_hint')}
          onChange={({ target }) => change({ cron: target.value })}
        />
      )}
      {refusal ? (
        <Alert severity="error">{refusal}</Alert>
      ) : (
        preview && <Words cron={value.cron} timeZone={value.timeZone} nextRuns={preview.nextRuns} />
      )}
    </SettingsCard>
  )
}

const Words = ({ cron, timeZone, nextRuns }: { cron: string; timeZone: string; nextRuns: string[] }) => {
  const translate = useWords()
  const [locale] = useLocaleState()
  const format = instantFormat(locale, { dateStyle: 'full', timeStyle: 'short', timeZone })
  return (
    <Box>
      <Typography fontWeight="bold">{sentenceOf(cron, locale)}</Typography>
      <Typography variant="body2">{translate('settings.next_runs', { zone: timeZone })}</Typography>
      <ul>
        {nextRuns.map((run) => (
          <li key={run}>{format.format(new Date(run))}</li>
        ))}
      </ul>
    </Box>
  )
}

/** The server accepts a little more than the sentence knows: then the dates alone speak. */
function sentenceOf(cron: string, locale: string): string {
  try {
    return cronstrue.toString(cron, { locale, use24HourTimeFormat: true }).replaceAll("'", '’')
  } catch {
    return ''
  }
}
