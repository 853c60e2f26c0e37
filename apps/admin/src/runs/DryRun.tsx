import ScienceIcon from '@mui/icons-material/ScienceOutlined'
import {
  Alert,
  Box,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  type Theme,
  Typography,
  useMediaQuery,
} from '@mui/material'
import type { DryRunShape } from '@relance/contract'
import { useId, useState } from 'react'
import { useNotify } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import { request } from '../providers/request.ts'
import { Figure } from '../what-if/Figure.tsx'
import { useCloserNames } from '../what-if/use-closer-names.ts'
import { Estimate } from '../whatsapp/Estimate.tsx'
import { DryRunRows, type RowsAsked } from './DryRunRows.tsx'

/** Asks what a run would do now, over the whole base, and shows it. */
export const DryRunButton = () => {
  const translate = useWords()
  const notify = useNotify()
  const [outcome, setOutcome] = useState<DryRunShape | null>(null)
  const [isAsking, setIsAsking] = useState(false)
  const ask = async (): Promise<void> => {
    setIsAsking(true)
    try {
      setOutcome((await request<DryRunShape>('dry-runs', { method: 'POST', body: {} })).json)
    } catch (error) {
      notify((error as Error).message, { type: 'error' })
    }
    setIsAsking(false)
  }
  return (
    <>
      <Button size="small" startIcon={<ScienceIcon />} disabled={isAsking} onClick={() => void ask()}>
        {translate('run.dry')}
      </Button>
      {outcome && <DryRunDialog outcome={outcome} close={() => setOutcome(null)} />}
    </>
  )
}

const DryRunDialog = ({ outcome, close }: { outcome: DryRunShape; close(): void }) => {
  const translate = useWords()
  const titleId = useId()
  const isPhone = useMediaQuery<Theme>((theme) => theme.breakpoints.down('sm'))
  const [asked, setAsked] = useState<RowsAsked | null>(null)
  return (
    <Dialog open onClose={close} fullWidth maxWidth="md" fullScreen={isPhone} aria-labelledby={titleId}>
      <DialogTitle id={titleId}>{asked ? asked.title : translate('run.dry_title')}</DialogTitle>
      <DialogContent>
        {asked ? (
          <DryRunRows path={`dry-runs/${outcome.id}/rows`} filter={asked.filter} />
        ) : (
          <Counts outcome={outcome} open={setAsked} />
        )}
      </DialogContent>
      <DialogActions>
        {asked && <Button onClick={() => setAsked(null)}>{translate('run.dry_back')}</Button>}
        <Button onClick={close}>{translate('ra.action.close')}</Button>
      </DialogActions>
    </Dialog>
  )
}

type Group = DryRunShape['groups'][number]

/** Rows summed up by one of their fields, the most frequent first. */
function countsBy<Key>(groups: readonly Group[], key: (group: Group) => Key): [Key, number][] {
  const counts = new Map<Key, number>()
  for (const group of groups) counts.set(key(group), (counts.get(key(group)) ?? 0) + group.count)
  return [...counts].sort(([, a], [, b]) => b - a)
}

const Counts = ({ outcome: { groups, cost }, open }: { outcome: DryRunShape; open(asked: RowsAsked): void }) => {
  const translate = useWords()
  const nameOf = useCloserNames()
  const of = (kind: Group['kind']) => groups.filter((group) => group.kind === kind)
  const recorded = of('recorded').reduce((sum, { count }) => sum + count, 0)
  const due = translate('run.dry_due', { smart_count: recorded })
  return (
    <>
      <Alert severity="info">
        <b>{due}</b> {translate('run.dry_hint')}
      </Alert>
      {cost && (
        <Box sx={{ marginTop: 2 }}>
          <Estimate cost={cost} />
        </Box>
      )}
      <Part title={translate('run.dry_by_closer')}>
        <Figure
          name={translate('whatIf.all_closers')}
          count={recorded}
          open={() => open({ title: due, filter: { kind: 'recorded' } })}
        />
        {countsBy(of('recorded'), ({ closerId }) => closerId).map(([closerId, count]) => (
          <Figure
            key={closerId}
            name={nameOf(closerId)}
            count={count}
            open={() => open({ title: nameOf(closerId), filter: { kind: 'recorded', closerId } })}
          />
        ))}
      </Part>
      {(['held', 'excluded'] as const).map((kind) => (
        <Part key={kind} title={translate(`run.dry_${kind}`)}>
          {countsBy(of(kind), ({ reason }) => reason).map(([reason, count]) => {
            const name = translate(`run.reasons.${reason}`, { _: reason ?? '' })
            const filter = { kind, reason }
            return <Figure key={reason} name={name} count={count} open={() => open({ title: name, filter })} />
          })}
          {of(kind).length === 0 && <Typography variant="body2">{translate('run.dry_nobody')}</Typography>}
        </Part>
      ))}
    </>
  )
}

const Part = ({ title, children }: { title: string; children: React.ReactNode }) => (
  <Box component="section" sx={{ marginTop: 2 }}>
    <Typography variant="subtitle1" component="h3" gutterBottom>
      {title}
    </Typography>
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>{children}</Box>
  </Box>
)
