/** A condition tree with what each of its conditions sees in one lead. */
import {
  type Audience,
  type Condition,
  isGroup,
  look,
  matches,
  relativeConditions,
  type SeenValue,
} from './audience.ts'
import type { LeadFacts } from '../ground/lead-facts.ts'
import type { AgingField, Operator } from '../ground/lead-fields.ts'

export interface SeenCondition {
  field: string
  operator: Operator
  value: unknown
  /** Instants are milliseconds; null when the lead has no such value. */
  seen: SeenValue
  holds: boolean
}
export interface SeenGroup {
  combinator: 'and' | 'or'
  not: boolean
  holds: boolean
  rules: readonly (SeenCondition | SeenGroup)[]
}

/** `holds` of the whole is what `matches` answers. */
export function explainAudience(audience: Audience, lead: LeadFacts, now: number): SeenGroup {
  const see = (node: Condition | Audience): SeenCondition | SeenGroup =>
    isGroup(node)
      ? explainAudience(node, lead, now)
      : { field: node.field, operator: node.operator, value: node.value ?? null, ...look(node, lead, now) }
  return {
    combinator: audience.combinator,
    not: audience.not === true,
    holds: matches(audience, lead, now),
    rules: audience.rules.map(see),
  }
}

/** A lead was last written to when the relance was delivered, or when it was confirmed, if that is known. */
export interface AgingRelance {
  deliverAt: number
  confirmedAt?: number | null
}

/** The instants of a lead that a relative condition on `field` looks at; `relances` are the lead's. */
export function agingInstants(
  field: AgingField,
  lead: LeadFacts,
  relances: readonly AgingRelance[],
): readonly number[] {
  if (field === 'lastRelanceAt') {
    return relances.flatMap(({ deliverAt, confirmedAt = null }) => [
      deliverAt,
      ...(confirmedAt === null ? [] : [confirmedAt]),
    ])
  }
  const at = lead[field]
  return at === null ? [] : [at]
}

/** The instants at which time alone changes a condition of the audience. */
export function crossingsOf(audience: Audience, lead: LeadFacts, relances: readonly AgingRelance[]): readonly number[] {
  return relativeConditions(audience).flatMap(({ field, milliseconds }) =>
    agingInstants(field, lead, relances).map((at) => at + milliseconds),
  )
}

/** The first instant from `now` on at which the lead is in the audience if nothing but time passes; null when it never is. */
export function matchesFrom(audience: Audience, lead: LeadFacts, now: number): number | null {
  const latest = lead.lastRelanceAt === null ? [] : [{ deliverAt: lead.lastRelanceAt }]
  const later = crossingsOf(audience, lead, latest).filter((at) => at > now)
  const moments = [now, ...later.sort((a, b) => a - b)]
  return moments.find((at) => matches(audience, lead, at)) ?? null
}
