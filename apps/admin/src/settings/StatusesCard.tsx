import DownIcon from '@mui/icons-material/ArrowDownward'
import UpIcon from '@mui/icons-material/ArrowUpward'
import DeleteIcon from '@mui/icons-material/DeleteOutline'
import { Box, Button, FormControlLabel, IconButton, MenuItem, Stack, Switch, TextField } from '@mui/material'
import type { Company } from '@relance/contract'
import { STATUS_COLOURS, type StatusColour } from '@relance/contract/settings-registry'
import { type ReactNode, useState } from 'react'
import { useWords } from '../i18n/use-words.ts'
import { Dot } from '../parts/Dot.tsx'
import { SettingsCard } from './SettingsCard.tsx'
import { added, moved, type Statuses } from './statuses.ts'
import { useSingleton } from './use-singleton.ts'

/** The statuses a lead can have, in the order of a sale; only those that are open are followed up. */
export const StatusesCard = () => {
  const translate = useWords()
  const { reading, value, isDirty, change, save } = useSingleton<Company>('company')
  const [label, setLabel] = useState('')
  if (!value) return <SettingsCard title="settings.statuses" reading={reading} />
  const { leadStatuses } = value
  const set = (statuses: Statuses): void => change({ leadStatuses: statuses })
  const add = (): void => {
    set(added(leadStatuses, label))
    setLabel('')
  }
  return (
    <SettingsCard title="settings.statuses" hint="settings.statuses_hint" isDirty={isDirty} save={() => save()}>
      <Box component="ol" sx={{ width: '100%', listStyle: 'none', padding: 0, margin: 0 }}>
        {leadStatuses.map((status, place) => (
          <Row key={status.code} statuses={leadStatuses} place={place} set={set} />
        ))}
      </Box>
      <Stack direction="row" spacing={1} alignItems="flex-start">
        <TextField
          size="small"
          label={translate('settings.status_code')}
          value={label}
          helperText={translate('settings.status_code_hint')}
          onChange={({ target }) => setLabel(target.value)}
        />
        <Button onClick={add} disabled={added(leadStatuses, label) === leadStatuses} sx={{ marginTop: 1 }}>
          {translate('ra.action.add')}
        </Button>
      </Stack>
    </SettingsCard>
  )
}

interface RowProps {
  statuses: Statuses
  place: number
  set(statuses: Statuses): void
}

const Row = ({ statuses, place, set }: RowProps) => {
  const translate = useWords()
  const status = statuses[place]
  if (!status) return null
  const { code, isOpen, colour = 'grey' } = status
  const known = translate(`statuses.${code}`, { _: code })
  const name = status.label ?? known
  const put = (changed: Partial<typeof status>): void =>
    set(statuses.map((one) => (one === status ? { ...one, ...changed } : one)))
  const act = (words: string, icon: ReactNode, then: Statuses) => (
    <IconButton aria-label={words} title={words} size="small" disabled={then === statuses} onClick={() => set(then)}>
      {icon}
    </IconButton>
  )
  return (
    <Box
      component="li"
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        gap: 1,
        paddingY: 1,
        borderTop: '1px solid',
        borderColor: 'divider',
        '&:first-of-type': { borderTop: 0 },
      }}
    >
      <TextField
        size="small"
        margin="none"
        fullWidth={false}
        sx={{ flex: '1 1 160px' }}
        value={status.label ?? ''}
        placeholder={known}
        slotProps={{ htmlInput: { 'aria-label': translate('settings.status_label', { name: known }), maxLength: 60 } }}
        // An empty word is the one that comes with Relance.
        onChange={({ target }) => put({ label: target.value || undefined })}
      />
      <TextField
        select
        size="small"
        margin="none"
        fullWidth={false}
        sx={{ width: 132 }}
        value={colour}
        slotProps={{ select: { SelectDisplayProps: { 'aria-label': translate('settings.status_colour', { name }) } } }}
        onChange={({ target }) => put({ colour: target.value as StatusColour })}
      >
        {STATUS_COLOURS.map((one) => (
          <MenuItem key={one} value={one}>
            <Stack direction="row" spacing={1} alignItems="center" component="span">
              <Dot colour={one} />
              <span>{translate(`settings.colours.${one}`)}</span>
            </Stack>
          </MenuItem>
        ))}
      </TextField>
      <FormControlLabel
        sx={{ marginX: 0, minWidth: 108 }}
        label={translate(isOpen ? 'settings.status_open' : 'settings.status_closed')}
        control={
          <Switch
            checked={isOpen}
            slotProps={{ input: { 'aria-label': translate('settings.status_is_open', { name }) } }}
            onChange={(_, checked) => put({ isOpen: checked })}
          />
        }
      />
      {act(translate('settings.status_up', { name }), <UpIcon fontSize="small" />, moved(statuses, place, -1))}
      {act(translate('settings.status_down', { name }), <DownIcon fontSize="small" />, moved(statuses, place, 1))}
      {act(
        translate('settings.status_remove', { name }),
        <DeleteIcon fontSize="small" />,
        statuses.filter((one) => one !== status),
      )}
    </Box>
  )
}
