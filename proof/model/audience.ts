/** Who is in an audience: the model's own reading of the contract. */
import type { Age, Audience, Condition } from './commands.ts'
import type { LeadFact } from './facts.ts'

const UNITS = { minutes: 60_000, hours: 3_600_000, days: 86_400_000, weeks: 604_800_000 } as const
const length = ({ value, unit }: Age): number => value * UNITS[unit]

const isGroup = (node: Condition | Audience): node is Audience => 'combinator' in node

export function isIn(audience: Audience, lead: LeadFact, now: number): boolean {
  const each = audience.rules.map((node) => (isGroup(node) ? isIn(node, lead, now) : holds(node, lead, now)))
  const all = audience.combinator === 'and' || each.length === 0 ? each.every(Boolean) : each.some(Boolean)
  return audience.not === true ? !all : all
}

function holds({ field, operator, value }: Condition, lead: LeadFact, now: number): boolean {
  const seen = lead[field]
  if (operator === 'null') return seen === null
  if (operator === '=') return seen === value
  if (operator === 'in') return (value as readonly unknown[]).includes(seen)
  if (operator === 'contains') return lead.tags.some((tag) => tag.includes(String(value)))
  if (typeof seen !== 'number') return false
  const bound = now - length(value as Age)
  return operator === 'olderThan' ? seen <= bound : seen > bound
}

/** The instants after `now` at which time alone changes whether a condition holds. */
export function instantsOf(audience: Audience, lead: LeadFact, now: number): number[] {
  return audience.rules
    .flatMap((node) => {
      if (isGroup(node)) return instantsOf(node, lead, now)
      const seen = lead[node.field]
      const isAge = node.operator === 'olderThan' || node.operator === 'newerThan'
      return isAge && typeof seen === 'number' ? [seen + length(node.value as Age)] : []
    })
    .filter((at) => at > now)
}
