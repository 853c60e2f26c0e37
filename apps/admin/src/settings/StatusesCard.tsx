import DeleteIcon from '@mui/icons-material/DeleteOutline'
import { Button, IconButton, Stack, Switch, TextField, Typography } from '@mui/material'
import type { Company } from '@relance/contract'
import { useState } from 'react'
import { useWords } from '../i18n/use-words.ts'
import { SettingsCard } from './SettingsCard.tsx'
import { useSingleton } from './use-singleton.ts'

/** The statuses a lead can have; only those that are open are followed up. */
export const StatusesCard = () => {
  const translate = useWords()
  const { reading, value, isDirty, change, save } = useSingleton<Company>('company')
  const [code, setCode] = useState('')
  if (!value) return <SettingsCard title="settings.statuses" reading={reading} />
  const { leadStatuses } = value
  const set = (statuses: Company['leadStatuses']): void => change({ leadStatuses: statuses })
  const nameOf = (one: string): string => translate(`statuses.${one}`, { _: one })
  const add = (): void => {
    const added = code.trim().toLowerCase()
    if (added && !leadStatuses.some((status) => status.code === added))
      set([...leadStatuses, { code: added, isOpen: true }])
    setCode('')
  }
  return (
    <SettingsCard title="settings.statuses" hint="settings.statuses_hint" isDirty={isDirty} save={() => save()}>
      <Stack sx={{ width: '100%' }}>
        {leadStatuses.map((status) => (
          <Stack key={status.code} direction="row" alignItems="center" spacing={1}>
            <Typography sx={{ flexGrow: 1 }}>{nameOf(status.code)}</Typography>
            <Typography variant="body2" color="text.secondary">
              {translate(status.isOpen ? 'settings.status_open' : 'settings.status_closed')}
            </Typography>
            <Switch
              checked={status.isOpen}
              slotProps={{
                input: { 'aria-label': translate('settings.status_is_open', { name: nameOf(status.code) }) },
              }}
              onChange={(_, isOpen) => set(leadStatuses.map((one) => (one === status ? { ...one, isOpen } : one)))}
            />
            <IconButton
              aria-label={translate('settings.status_remove', { name: nameOf(status.code) })}
              onClick={() => set(leadStatuses.filter((one) => one !== status))}
            >
              <DeleteIcon />
            </IconButton>
          </Stack>
        ))}
      </Stack>
      <Stack direction="row" spacing={1} alignItems="center">
        <TextField
          size="small"
          label={translate('settings.status_code')}
          value={code}
          helperText={translate('settings.status_code_hint')}
          onChange={({ target }) => setCode(target.value)}
        />
        <Button onClick={add}>{translate('ra.action.add')}</Button>
      </Stack>
    </SettingsCard>
  )
}
