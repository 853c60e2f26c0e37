import type { Rule } from '@relance/contract'
import { Suspense } from 'react'
import { CreateButton, TopToolbar, useListContext } from 'react-admin'
import { List } from '../reading/List.tsx'
import { StepAlerts } from '../effect/StepAlerts.tsx'
import { NextStep } from '../reading/NextStep.tsx'
import { Waiting } from '../reading/Waiting.tsx'
import { lazyPart } from '../parts/lazy-parts.ts'

const SortableRules = lazyPart(async () => (await import('./SortableRules.tsx')).SortableRules)

/** More rules than anybody keeps in mind; all of them are put in order together. */
const ALL = 200

/** The rules in the order in which they are heard: of two that want the same lead, the first one gets it. */
export const RuleList = () => (
  <List
    sort={{ field: 'priority', order: 'DESC' }}
    perPage={ALL}
    pagination={false}
    exporter={false}
    empty={<NextStep resource="rules" />}
    actions={
      <TopToolbar>
        <CreateButton />
      </TopToolbar>
    }
  >
    <Rules />
  </List>
)

const Rules = () => {
  const { data, isPending } = useListContext<Rule>()
  if (isPending) return <Waiting />
  return (
    <Suspense fallback={<Waiting />}>
      <StepAlerts />
      <SortableRules rules={data ?? []} />
    </Suspense>
  )
}
