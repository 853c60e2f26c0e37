import { Alert, Button, Dialog, DialogActions, DialogContent, DialogTitle, MenuItem, TextField } from '@mui/material'
import type { LeadBulkUpdate } from '@relance/contract'
import { type FormEvent, useState } from 'react'
import { useGetList } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import { Failure } from '../reading/Failure.tsx'
import { useStatuses } from './page/use-statuses.ts'

export type BulkKind = 'reassign' | 'status' | 'tag' | 'untag' | 'pause' | 'opt_out'

interface Props {
  kind: BulkKind
  count: number
  close(): void
  change(fields: LeadBulkUpdate): Promise<void>
}

const NOBODY = 'nobody'

/** What is asked for before the change; `value` is what was typed or picked. */
function fieldsOf(kind: BulkKind, value: string): LeadBulkUpdate {
  switch (kind) {
    case 'reassign':
      return { closerId: value === NOBODY ? null : value }
    case 'status':
      return { status: value }
    case 'tag':
      return { addTags: [value] }
    case 'untag':
      return { removeTags: [value] }
    case 'pause':
      return { pausedUntil: new Date(`${value}T00:00`).toISOString() }
    case 'opt_out':
      return { optedOutAt: new Date().toISOString() }
  }
}

export const BulkDialog = ({ kind, count, close, change }: Props) => {
  const translate = useWords()
  const [value, setValue] = useState('')
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (value || kind === 'opt_out') void change(fieldsOf(kind, value.trim()))
  }
  return (
    <Dialog open onClose={close} fullWidth maxWidth="xs" aria-labelledby="bulk">
      <form onSubmit={submit}>
        <DialogTitle id="bulk">
          {translate('bulk.title', { smart_count: count, action: translate(`bulk.${kind}`) })}
        </DialogTitle>
        <DialogContent>
          {kind === 'opt_out' ? (
            <Alert severity="warning">{translate('bulk.opt_out_help')}</Alert>
          ) : (
            <Asked kind={kind} value={value} change={setValue} />
          )}
        </DialogContent>
        <DialogActions>
          <Button onClick={close}>{translate('ra.action.cancel')}</Button>
          <Button type="submit" variant="contained" color={kind === 'opt_out' ? 'error' : 'primary'}>
            {translate('bulk.apply')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}

const Asked = ({ kind, value, change }: { kind: BulkKind; value: string; change(value: string): void }) => {
  const translate = useWords()
  const statuses = useStatuses()
  const {
    data: closers = [],
    error,
    refetch,
  } = useGetList<{ id: string; name: string }>('closers', {
    pagination: { page: 1, perPage: 500 },
  })
  const label = translate(`bulk.asked.${kind}`, { _: '' })
  const common = { label, value, fullWidth: true, autoFocus: true, margin: 'dense' } as const
  if (kind !== 'reassign' && kind !== 'status') {
    const type = kind === 'pause' ? 'date' : 'text'
    return (
      <TextField
        {...common}
        type={type}
        required
        onChange={({ target }) => change(target.value)}
        slotProps={{ inputLabel: kind === 'pause' ? { shrink: true } : {} }}
      />
    )
  }
  if (kind === 'reassign' && error) return <Failure error={error} retry={refetch} />
  const choices = kind === 'status' ? statuses : [...closers, { id: NOBODY, name: translate('bulk.nobody') }]
  return (
    <TextField {...common} select onChange={({ target }) => change(target.value)}>
      {choices.map(({ id, name }) => (
        <MenuItem key={id} value={id}>
          {name}
        </MenuItem>
      ))}
    </TextField>
  )
}
