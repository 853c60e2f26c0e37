import { Button, Card, CardContent, Checkbox, FormControlLabel, Stack, TextField, Typography } from '@mui/material'
import type { Company, Schedule } from '@relance/contract'
import { type ReactNode, useEffect, useState } from 'react'
import { HttpError, Title, useCanAccess, useLocaleState, useNotify } from 'react-admin'
import { request } from '../providers/request.ts'
import { useWords, type WordKey } from '../i18n/use-words.ts'

/** Reads and saves one singleton; null until it is there. */
function useSingleton<Shape>(path: string) {
  const notify = useNotify()
  const [value, setValue] = useState<Shape | null>(null)
  useEffect(() => {
    request<Shape>(path).then(
      ({ json }) => setValue(json),
      (error: Error) => notify(error.message, { type: 'error' }),
    )
  }, [path, notify])
  const save = async (fields: Partial<Shape>): Promise<void> => {
    try {
      setValue((await request<Shape>(path, { method: 'PUT', body: fields })).json)
      notify('settings.saved', { type: 'success' })
    } catch (error) {
      const errors = error instanceof HttpError ? Object.values(error.body?.errors ?? {}) : []
      const words = errors.find((one) => typeof one === 'string')
      notify(words ?? (error as Error).message, { type: 'error' })
    }
  }
  return { value, save }
}

export const SettingsPage = () => {
  const translate = useWords()
  const { canAccess } = useCanAccess({ resource: 'settings/company', action: 'edit' })
  return (
    <Stack spacing={2} sx={{ maxWidth: 720, marginY: 2 }}>
      <Title title={translate('settings.title')} />
      <ScheduleCard />
      {canAccess && <CompanyCard />}
    </Stack>
  )
}

const SettingsCard = ({ title, save, children }: { title: WordKey; save(): Promise<void>; children: ReactNode }) => {
  const translate = useWords()
  return (
    <Card variant="outlined">
      <CardContent>
        <Typography variant="h6" component="h2" gutterBottom>
          {translate(title)}
        </Typography>
        <Stack spacing={2}>
          {children}
          <Button variant="contained" onClick={() => void save()}>
            {translate('settings.save')}
          </Button>
        </Stack>
      </CardContent>
    </Card>
  )
}

const ScheduleCard = () => {
  const translate = useWords()
  const [locale] = useLocaleState()
  const { value, save } = useSingleton<Schedule>('settings/schedule')
  const [draft, setDraft] = useState<Partial<Schedule>>({})
  if (!value) return null
  const shown = { ...value, ...draft }
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short', timeZone: value.timeZone })
  return (
    <SettingsCard title="settings.schedule" save={() => save(draft).then(() => setDraft({}))}>
      <FormControlLabel
        control={<Checkbox checked={shown.enabled} onChange={(_, enabled) => setDraft({ ...draft, enabled })} />}
        label={translate('settings.enabled')}
      />
      <TextField
        label="Cron"
        value={shown.cron}
        helperText={`${translate('settings.schedule_hint')} (${value.timeZone})`}
        onChange={({ target }) => setDraft({ ...draft, cron: target.value })}
      />
      <Typography variant="body2">{translate('settings.next_runs')}</Typography>
      <ul>
        {value.nextRuns.map((run) => (
          <li key={run}>{format.format(new Date(run))}</li>
        ))}
      </ul>
    </SettingsCard>
  )
}

const CompanyCard = () => {
  const translate = useWords()
  const { value, save } = useSingleton<Company>('settings/company')
  const [draft, setDraft] = useState<Partial<Company>>({})
  if (!value) return null
  const shown = { ...value, ...draft }
  return (
    <SettingsCard title="settings.company" save={() => save(draft).then(() => setDraft({}))}>
      <TextField
        label={translate('settings.companyName')}
        value={shown.companyName}
        onChange={({ target }) => setDraft({ ...draft, companyName: target.value })}
      />
      <TextField
        type="number"
        label={translate('settings.minimumGapMinutes')}
        value={shown.minimumGapMinutes}
        onChange={({ target }) => setDraft({ ...draft, minimumGapMinutes: Number(target.value) })}
      />
      <TextField
        type="number"
        label={translate('settings.retentionMonths')}
        value={shown.retentionMonths ?? ''}
        onChange={({ target }) =>
          setDraft({ ...draft, retentionMonths: target.value === '' ? null : Number(target.value) })
        }
      />
      {(['sharedQueue', 'stopped'] as const).map((name) => (
        <FormControlLabel
          key={name}
          control={<Checkbox checked={shown[name]} onChange={(_, is) => setDraft({ ...draft, [name]: is })} />}
          label={translate(`settings.${name}`)}
        />
      ))}
    </SettingsCard>
  )
}
