import { Alert, Button, Dialog, DialogActions, DialogContent, DialogTitle, MenuItem, TextField } from '@mui/material'
import type { User } from '@relance/contract'
import { useState } from 'react'
import { useCanAccess, useGetList, useNotify, useRecordContext, useRefresh } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import { Failure } from '../reading/Failure.tsx'
import { together } from '../reading/together.ts'
import { request } from '../providers/request.ts'
import { refusalOf } from '../providers/sentences-of.ts'

const NOBODY = 'nobody'

/** Disables an account, or opens it again. Whoever leaves hands over: somebody takes the leads, or it is said that nobody does. */
export const Leave = () => {
  const translate = useWords()
  const notify = useNotify()
  const refresh = useRefresh()
  const user = useRecordContext<User>()
  const { canAccess: isAdmin } = useCanAccess({ resource: 'users', action: 'edit' })
  const [isOpen, setIsOpen] = useState(false)
  if (!user || !isAdmin) return null
  const save = async (body: object): Promise<void> => {
    setIsOpen(false)
    try {
      await request(`users/${user.id}`, { method: 'PUT', body })
      notify(user.disabled ? 'team.opened' : 'team.left', { type: 'success', messageArgs: { name: user.name } })
    } catch (error) {
      notify(refusalOf(error), { type: 'error' })
    }
    refresh()
  }
  if (user.disabled) {
    return <Button onClick={() => void save({ disabled: false })}>{translate('team.open_again')}</Button>
  }
  return (
    <>
      <Button color="error" onClick={() => setIsOpen(true)}>
        {translate('team.leave')}
      </Button>
      {isOpen && (
        <HandOver
          user={user}
          close={() => setIsOpen(false)}
          leave={(takeOverBy) => void save({ disabled: true, takeOverBy })}
        />
      )}
    </>
  )
}

interface Props {
  user: User
  close(): void
  /** Null: the leads belong to nobody. */
  leave(takeOverBy: string | null): void
}

const HandOver = ({ user, close, leave }: Props) => {
  const translate = useWords()
  const [heir, setHeir] = useState('')
  const held = useGetList('leads', { filter: { closerId: user.id }, pagination: { page: 1, perPage: 1 } })
  const people = useGetList<{ id: string; name: string }>('closers', {
    pagination: { page: 1, perPage: 500 },
  })
  const leads = held.total
  const { error, refetch } = together(held, people)
  const mustChoose = (leads ?? 0) > 0
  return (
    <Dialog open onClose={close} fullWidth maxWidth="xs" aria-labelledby="leave">
      <DialogTitle id="leave">{translate('team.leave_title', { name: user.name })}</DialogTitle>
      <DialogContent>
        {error && <Failure error={error} retry={refetch} />}
        {leads !== undefined && (
          <Alert severity="warning">{translate('team.leave_help', { smart_count: leads })}</Alert>
        )}
        {mustChoose && (
          <TextField
            select
            fullWidth
            margin="normal"
            label={translate('resources.users.fields.takeOverBy')}
            value={heir}
            onChange={({ target }) => setHeir(target.value)}
          >
            {people.data
              ?.filter(({ id }) => id !== user.id)
              .map(({ id, name }) => (
                <MenuItem key={id} value={id}>
                  {name}
                </MenuItem>
              ))}
            <MenuItem value={NOBODY}>{translate('bulk.nobody')}</MenuItem>
          </TextField>
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={close}>{translate('ra.action.cancel')}</Button>
        <Button
          variant="contained"
          color="error"
          disabled={leads === undefined || (mustChoose && heir === '')}
          onClick={() => leave(heir === NOBODY || heir === '' ? null : heir)}
        >
          {translate('team.leave')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
