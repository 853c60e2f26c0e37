/** What the rule on the screen would do in the days to come. */
import { Alert, Stack, Typography } from '@mui/material'
import type { CloserLoad, Rule, RulePlan, RulePreview } from '@relance/contract'
import { useState } from 'react'
import { useGetMany } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import { Estimate } from '../whatsapp/Estimate.tsx'
import { DayCalendar, type DayCell } from './DayCalendar.tsx'
import { Figure } from './Figure.tsx'
import { LeadsDialog } from './LeadsDialog.tsx'
import { Messages } from './Messages.tsx'

export const PlanResult = ({ preview, plan }: { preview: RulePreview; plan: RulePlan }) => {
  const translate = useWords()
  const [list, setList] = useState<'enters' | 'leaves' | null>(null)
  return (
    <Stack spacing={2}>
      {!plan.isComplete && <Alert severity="warning">{translate('whatIf.partial')}</Alert>}
      <Stack direction="row" spacing={1} useFlexGap flexWrap="wrap">
        <Figure name={translate('whatIf.enters')} count={plan.enters} open={() => setList('enters')} />
        <Figure name={translate('whatIf.leaves')} count={plan.leaves} open={() => setList('leaves')} />
        <Figure name={translate('whatIf.stays')} count={plan.stays} />
        <Figure name={translate('whatIf.due_now')} count={plan.dueNow} />
        <Figure name={translate('whatIf.relances')} count={plan.relances} />
      </Stack>
      <Estimate cost={plan.cost} />
      {list && (
        <LeadsDialog
          title={translate(`whatIf.${list}`)}
          leadIds={list === 'enters' ? plan.entering : plan.leaving}
          close={() => setList(null)}
        />
      )}
      <Moves plan={plan} />
      <Reasons title={translate('whatIf.left_out')} counts={preview.leftOut} />
      <Reasons title={translate('whatIf.held')} counts={plan.skipped} />
      <DayCalendar
        title={translate('whatIf.load')}
        hint={translate('whatIf.load_hint')}
        cells={cellsOf(plan.loadBefore, plan.load)}
        from={plan.at.slice(0, 10)}
        to={plan.until.slice(0, 10)}
        holidays={plan.holidays}
      />
      <Messages title={translate('whatIf.samples')} samples={plan.samples} />
      <Worst plan={plan} />
    </Stack>
  )
}

function cellsOf(before: readonly CloserLoad[], after: readonly CloserLoad[]): DayCell[] {
  return [
    ...before.map(({ on, closerId, relances }) => ({ on, closerId, before: relances, after: 0 })),
    ...after.map(({ on, closerId, relances }) => ({ on, closerId, before: 0, after: relances })),
  ]
}

const Moves = ({ plan: { takenFrom, givenTo } }: { plan: RulePlan }) => {
  const translate = useWords()
  const ids = [...new Set([...Object.keys(takenFrom), ...Object.keys(givenTo)])]
  const { data = [] } = useGetMany<Rule>('rules', { ids }, { enabled: ids.length > 0 })
  const nameOf = (id: string): string => data.find((rule) => rule?.id === id)?.name ?? '—'
  return (
    <div>
      <Typography variant="subtitle2" component="h4">
        {translate('whatIf.moves')}
      </Typography>
      {ids.length === 0 && <Typography variant="body2">{translate('whatIf.no_moves')}</Typography>}
      {Object.entries(takenFrom).map(([id, count]) => (
        <Typography key={id} variant="body2">
          {translate('whatIf.taken_from', { smart_count: count, rule: nameOf(id) })}
        </Typography>
      ))}
      {Object.entries(givenTo).map(([id, count]) => (
        <Typography key={id} variant="body2">
          {translate('whatIf.given_to', { smart_count: count, rule: nameOf(id) })}
        </Typography>
      ))}
    </div>
  )
}

const Reasons = ({ title, counts }: { title: string; counts: Readonly<Record<string, number>> }) => {
  const translate = useWords()
  const reasons = Object.entries(counts).sort(([, a], [, b]) => b - a)
  if (reasons.length === 0) return null
  return (
    <div>
      <Typography variant="subtitle2" component="h4">
        {title}
      </Typography>
      {reasons.map(([reason, count]) => (
        <Typography key={reason} variant="body2">
          <b>{count}</b> {translate(`run.reasons.${reason}`, { _: reason })}
        </Typography>
      ))}
    </div>
  )
}

const Worst = ({ plan: { longest, gaps, oddNames, withGaps, withOddNames } }: { plan: RulePlan }) => {
  const translate = useWords()
  return (
    <div>
      <Typography variant="subtitle1" component="h3">
        {translate('whatIf.worst')}
      </Typography>
      {withGaps === 0 && withOddNames === 0 && <Typography variant="body2">{translate('whatIf.none_bad')}</Typography>}
      <Messages title={translate('whatIf.gaps', { smart_count: withGaps })} samples={gaps} />
      <Messages title={translate('whatIf.odd_names', { smart_count: withOddNames })} samples={oddNames} />
      <Messages title={translate('whatIf.longest')} samples={longest} />
    </div>
  )
}
