/** An item that came an hour ago to Ada, and what people do to it. */
import { aLead, aPlan, aRule, NOW } from '../../decide/test/cases.ts'
import type { Plan } from '../../decide/plan.ts'
import { HOUR } from '../../ground/time.ts'
import { type Action, decideAction, type Item, type Person } from '../act.pure.ts'

export const ada: Person = { id: 'ada', name: 'Ada', isManager: false }
export const bob: Person = { id: 'bob', name: 'Bob', isManager: false }
export const max: Person = { id: 'max', name: 'Max', isManager: true }

export const anItem = (item: Partial<Item> = {}): Item => ({
  state: 'due',
  channel: 'closer',
  closerId: 'ada',
  step: 1,
  deliverAt: NOW - HOUR,
  outcome: null,
  lead: aLead({ closerId: 'ada' }),
  nextStep: 2,
  rule: aRule(),
  last: null,
  ...item,
})
export const lastBy = (person: Person, kind: Action['kind']) => ({ kind, actorId: person.id, actorName: person.name })
interface Asked {
  person?: Person
  plan?: Partial<Plan>
  now?: number
}
export const act = (item: Partial<Item>, action: Action, { person = ada, plan = {}, now = NOW }: Asked = {}) =>
  decideAction(anItem(item), action, person, aPlan([], plan), now)
export const patchOf = (...asked: Parameters<typeof act>) => {
  const decision = act(...asked)
  return decision.kind === 'change' ? decision.patch : decision
}
export const refusedOf = (...asked: Parameters<typeof act>) => {
  const decision = act(...asked)
  return decision.kind === 'refused' ? decision.refused : decision.kind
}
