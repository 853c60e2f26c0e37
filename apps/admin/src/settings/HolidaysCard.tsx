import DeleteIcon from '@mui/icons-material/DeleteOutline'
import { Button, IconButton, List, ListItem, ListItemText, Stack, TextField, Typography } from '@mui/material'
import type { Holiday, ReplanMoves } from '@relance/contract'
import { instantFormat } from '@relance/contract/instants'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useLocaleState, useNotify } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import { useDraft } from '../forms/drafts.ts'
import { Moves } from '../forms/Moves.tsx'
import { request } from '../providers/request.ts'
import { usePreview } from '../providers/use-preview.ts'
import { SettingsCard } from './SettingsCard.tsx'
import { refusalOf } from '../providers/sentences-of.ts'

const KEY = ['settings', 'holidays']

/** Days on which nobody is contacted, the next ones first. */
export const HolidaysCard = () => {
  const translate = useWords()
  const notify = useNotify()
  const queries = useQueryClient()
  const reading = useQuery({
    queryKey: KEY,
    queryFn: async () => (await request<Holiday[]>('settings/holidays')).json,
  })
  const [heldOn, setHeldOn] = useState('')
  const [name, setName] = useState('')
  const added = heldOn === '' ? null : { added: [heldOn] }
  const { preview } = usePreview<ReplanMoves>('settings/holidays/preview', added)
  useDraft(name !== '')
  const [isAll, setIsAll] = useState(false)
  const write = async (day: string, method: 'PUT' | 'DELETE', body?: object): Promise<void> => {
    try {
      await request(`settings/holidays/${day}`, { method, ...(body && { body }) })
      await queries.invalidateQueries({ queryKey: KEY })
      notify('settings.saved', { type: 'success' })
    } catch (error) {
      notify(refusalOf(error), { type: 'error' })
    }
  }
  const add = (event: FormEvent): void => {
    event.preventDefault()
    void write(heldOn, 'PUT', { name }).then(() => setName(''))
  }
  const today = new Date().toISOString().slice(0, 10)
  const coming = (reading.data ?? []).filter((holiday) => holiday.heldOn >= today)
  const shown = isAll ? coming : coming.slice(0, 8)
  return (
    <SettingsCard title="settings.holidays" hint="settings.holidays_hint" reading={reading}>
      {coming.length === 0 && <Typography>{translate('settings.holidays_none')}</Typography>}
      <Days days={shown} remove={(day) => void write(day, 'DELETE')} />
      {coming.length > shown.length && (
        <Button onClick={() => setIsAll(true)}>{translate('settings.holidays_all', { count: coming.length })}</Button>
      )}
      {added && <Moves moves={preview} />}
      <Stack component="form" onSubmit={add} direction={{ xs: 'column', sm: 'row' }} spacing={1}>
        <TextField
          size="small"
          type="date"
          required
          label={translate('settings.holiday_day')}
          value={heldOn}
          onChange={({ target }) => setHeldOn(target.value)}
          slotProps={{ inputLabel: { shrink: true } }}
        />
        <TextField
          size="small"
          required
          label={translate('settings.holiday_name')}
          value={name}
          onChange={({ target }) => setName(target.value)}
        />
        <Button type="submit">{translate('ra.action.add')}</Button>
      </Stack>
    </SettingsCard>
  )
}

const Days = ({ days, remove }: { days: Holiday[]; remove(day: string): void }) => {
  const translate = useWords()
  const [locale] = useLocaleState()
  const format = instantFormat(locale, { dateStyle: 'full', timeZone: 'UTC' })
  return (
    <List dense disablePadding sx={{ width: '100%' }}>
      {days.map(({ heldOn, name }) => (
        <ListItem
          key={heldOn}
          disableGutters
          secondaryAction={
            <IconButton
              edge="end"
              aria-label={translate('settings.holiday_remove', { name })}
              onClick={() => remove(heldOn)}
            >
              <DeleteIcon />
            </IconButton>
          }
        >
          <ListItemText primary={name} secondary={format.format(new Date(heldOn))} />
        </ListItem>
      ))}
    </List>
  )
}
