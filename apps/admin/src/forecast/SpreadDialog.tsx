/** What spreading would change, before it does: the days before and after, and the first leads that come later. */
import {
  Alert,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  Link,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
  Typography,
} from '@mui/material'
import type { Lead, SpreadPlan } from '@relance/contract'
import { instantFormat } from '@relance/contract/instants'
import { useId } from 'react'
import { useGetMany, useLocaleState } from 'react-admin'
import { Link as RouterLink } from 'react-router-dom'
import { useWords } from '../i18n/use-words.ts'
import { useCloserNames } from '../what-if/use-closer-names.ts'

interface Props {
  plan: SpreadPlan
  isWorking: boolean
  apply(): void
  close(): void
}

export const SpreadDialog = ({ plan, isWorking, apply, close }: Props) => {
  const translate = useWords()
  const titleId = useId()
  const { limit, moved, unplaced, isComplete } = plan
  return (
    <Dialog open onClose={close} fullWidth maxWidth="sm" aria-labelledby={titleId}>
      <DialogTitle id={titleId}>{translate('forecast.spread_title', { limit })}</DialogTitle>
      <DialogContent>
        {!isComplete && <Alert severity="error">{translate('forecast.spread_partial')}</Alert>}
        {isComplete && (
          <Alert severity="info">
            {moved > 0 ? translate('forecast.would_move', { smart_count: moved }) : translate('forecast.none_moves')}
          </Alert>
        )}
        {unplaced > 0 && (
          <Alert severity="warning" sx={{ marginTop: 1 }}>
            {translate('forecast.unplaced', { smart_count: unplaced })}
          </Alert>
        )}
        <Days plan={plan} />
        <Moves plan={plan} />
      </DialogContent>
      <DialogActions>
        <Button onClick={close}>{translate('ra.action.cancel')}</Button>
        <Button variant="contained" disabled={isWorking || !isComplete || moved === 0} onClick={apply}>
          {translate('forecast.apply')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}

const useDay = (): ((on: string) => string) => {
  const [locale] = useLocaleState()
  const format = instantFormat(locale, { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' })
  return (on) => format.format(new Date(on))
}

const Days = ({ plan: { days } }: { plan: SpreadPlan }) => {
  const translate = useWords()
  const nameOf = useCloserNames()
  const dayOf = useDay()
  const changed = days.filter(({ before, after }) => before !== after)
  if (changed.length === 0) return null
  return (
    <Table
      size="small"
      aria-label={translate('forecast.days_changed')}
      sx={{ marginTop: 2, '& td, & th': { paddingX: 1 } }}
    >
      <TableHead>
        <TableRow>
          <TableCell>{translate('whatIf.closer')}</TableCell>
          <TableCell>{translate('forecast.day')}</TableCell>
          <TableCell align="right">{translate('forecast.before')}</TableCell>
          <TableCell align="right">{translate('forecast.after')}</TableCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {changed.map(({ closerId, on, before, after }) => (
          <TableRow key={`${closerId} ${on}`}>
            <TableCell>{nameOf(closerId)}</TableCell>
            <TableCell>{dayOf(on)}</TableCell>
            <TableCell align="right">{before}</TableCell>
            <TableCell align="right">
              <b>{after}</b>
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}

const Moves = ({ plan: { sample } }: { plan: SpreadPlan }) => {
  const translate = useWords()
  const dayOf = useDay()
  const { data = [] } = useGetMany<Lead>('leads', { ids: sample.map(({ leadId }) => leadId) })
  const names = new Map(
    data.filter(Boolean).map(({ id, firstName, lastName, company }) => {
      return [id, `${firstName} ${lastName}`.trim() || company || '—']
    }),
  )
  if (sample.length === 0) return null
  return (
    <>
      <Typography variant="subtitle2" component="h3" sx={{ marginTop: 2 }}>
        {translate('forecast.first_moves')}
      </Typography>
      {sample.map(({ leadId, fromOn, toOn }) => (
        <Typography key={leadId} variant="body2">
          <Link component={RouterLink} to={`/leads/${leadId}`}>
            {names.get(leadId) ?? '…'}
          </Link>
          {` · ${translate('forecast.move', { from: dayOf(fromOn), to: dayOf(toOn) })}`}
        </Typography>
      ))}
    </>
  )
}
