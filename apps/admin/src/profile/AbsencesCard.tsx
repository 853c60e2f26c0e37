import DeleteIcon from '@mui/icons-material/Delete'
import {
  Box,
  Button,
  IconButton,
  List,
  ListItem,
  ListItemText,
  MenuItem,
  Stack,
  TextField,
  Typography,
} from '@mui/material'
import type { Absence, Closer } from '@relance/contract'
import { instantFormat } from '@relance/contract/instants'
import { type FormEvent, useState } from 'react'
import { useDataProvider, useGetIdentity, useGetList, useLocaleState, useNotify } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import { useDraft } from '../forms/drafts.ts'
import { Failure } from '../reading/Failure.tsx'
import { together } from '../reading/together.ts'
import { ProfileCard } from './ProfileCard.tsx'

const NOBODY = ''

/** One's own absences, from today on, and one more. */
export const AbsencesCard = () => {
  const { data: identity } = useGetIdentity()
  const planned = useGetList<Absence>(
    'absences',
    { filter: { userId: identity?.id }, sort: { field: 'fromOn', order: 'ASC' }, pagination: { page: 1, perPage: 50 } },
    { enabled: identity !== undefined },
  )
  const people = useGetList<Closer>('closers', {
    sort: { field: 'name', order: 'ASC' },
    pagination: { page: 1, perPage: 200 },
  })
  const colleagues = (people.data ?? []).filter(({ id }) => id !== identity?.id)
  const changed = (): void => void planned.refetch()
  const { data, error, refetch } = together(planned, people)
  return (
    <ProfileCard title="profile.absences" hint="profile.absences_hint">
      {error && <Failure error={error} retry={refetch} />}
      {data !== undefined && (
        <>
          <Planned absences={planned.data ?? []} colleagues={colleagues} changed={changed} />
          <Plan colleagues={colleagues} changed={changed} />
        </>
      )}
    </ProfileCard>
  )
}

interface PlannedProps {
  absences: readonly Absence[]
  colleagues: readonly Closer[]
  changed(): void
}

const Planned = ({ absences, colleagues, changed }: PlannedProps) => {
  const translate = useWords()
  const notify = useNotify()
  const provider = useDataProvider()
  const [locale] = useLocaleState()
  const today = new Date().toLocaleDateString('sv')
  const coming = absences.filter(({ toOn }) => toOn >= today)
  const format = instantFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' })
  const remove = async (id: string): Promise<void> => {
    try {
      await provider.delete('absences', { id })
      notify('profile.absence_removed')
    } catch (refusal) {
      notify((refusal as Error).message, { type: 'error' })
    }
    changed()
  }
  if (coming.length === 0) return <Typography variant="body2">{translate('profile.absences_none')}</Typography>
  return (
    <List disablePadding>
      {coming.map(({ id, fromOn, toOn, standInId }) => {
        const standIn = colleagues.find((colleague) => colleague.id === standInId)
        return (
          <ListItem
            key={id}
            disableGutters
            secondaryAction={
              <IconButton edge="end" aria-label={translate('profile.absence_remove')} onClick={() => void remove(id)}>
                <DeleteIcon />
              </IconButton>
            }
          >
            <ListItemText
              primary={format.formatRange(new Date(fromOn), new Date(toOn))}
              secondary={
                standIn ? translate('profile.stand_in', { name: standIn.name }) : translate('profile.until_return')
              }
            />
          </ListItem>
        )
      })}
    </List>
  )
}

/** Whole days; refusals come from the server, in words. */
const Plan = ({ colleagues, changed }: Pick<PlannedProps, 'colleagues' | 'changed'>) => {
  const translate = useWords()
  const notify = useNotify()
  const provider = useDataProvider()
  const [fromOn, setFromOn] = useState('')
  const [toOn, setToOn] = useState('')
  useDraft(fromOn !== '' || toOn !== '')
  const [standInId, setStandInId] = useState(NOBODY)
  const add = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    try {
      await provider.create('absences', { data: { fromOn, toOn: toOn || fromOn, standInId: standInId || null } })
      notify('profile.absence_saved', { type: 'success' })
      setFromOn('')
      setToOn('')
      setStandInId(NOBODY)
    } catch (refusal) {
      const { body, message } = refusal as { body?: { errors?: Record<string, unknown> }; message: string }
      const { root: _, ...errors } = body?.errors ?? {}
      notify(Object.values(errors).find((words) => typeof words === 'string') ?? message, { type: 'error' })
    }
    changed()
  }
  const day = (label: 'fromOn' | 'toOn', value: string, set: (value: string) => void) => (
    <TextField
      type="date"
      label={translate(`resources.absences.fields.${label}`)}
      value={value}
      onChange={({ target }) => set(target.value)}
      required={label === 'fromOn'}
      slotProps={{ inputLabel: { shrink: true } }}
    />
  )
  return (
    <Box component="form" onSubmit={(event) => void add(event)} sx={{ marginTop: 2 }}>
      <Stack spacing={1.5}>
        <Stack direction={{ xs: 'column', sm: 'row' }} spacing={1.5} sx={{ '& > *': { flexGrow: 1 } }}>
          {day('fromOn', fromOn, setFromOn)}
          {day('toOn', toOn, setToOn)}
        </Stack>
        <TextField
          select
          fullWidth
          label={translate('resources.absences.fields.standInId')}
          value={standInId}
          onChange={({ target }) => setStandInId(target.value)}
          slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
        >
          <MenuItem value={NOBODY}>{translate('profile.nobody')}</MenuItem>
          {colleagues.map(({ id, name }) => (
            <MenuItem key={id} value={id}>
              {name}
            </MenuItem>
          ))}
        </TextField>
        <Button type="submit" variant="outlined" sx={{ minHeight: 48, alignSelf: 'flex-start' }}>
          {translate('profile.absence_add')}
        </Button>
      </Stack>
    </Box>
  )
}
