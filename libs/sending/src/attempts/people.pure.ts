/** What a person's messages, and what the channel says of the person, do to the lead. Instants in milliseconds, UTC. */
import type { LeadFacts } from '@relance/relance/core'
import type { Caused } from './effects.pure.ts'
import { type Identity, mergeIdentities } from './identities.pure.ts'

/** A lead, and what the channel knows of the person. */
export interface PersonState {
  lead: LeadFacts
  /** What the channel calls the person, beside the lead's number. */
  identities: readonly Identity[]
  /** When the person last wrote, or reacted. */
  heardAt: number | null
  /** When the person last wrote what opens the window for free text; null while the channel refuses it. */
  lastInboundAt: number | null
  /** The channel said then that free text is not allowed. */
  windowClosedAt: number | null
  notBefore: number | null
  /** Failures up to then count no more: a person has said that the number is right. */
  forgivenAt: number | null
  /** Messages that could not reach the person, and were not delivered after all. */
  unreachable: readonly Unreachable[]
}

export interface Unreachable {
  relanceId: string
  failedAt: number
}

/** A person before and after. */
export interface PersonMove {
  before: PersonState
  after: PersonState
  /** The person wrote: the channel knows them from now on, if it did not. */
  hasWritten: boolean
}

/** What became known of a person at once. */
export interface PersonFacts {
  /** Messages that were not known before. */
  heard: readonly { at: number; opensWindow: boolean }[]
  identities: readonly Identity[]
  /** The person asked to be left alone. */
  leavesAt: readonly number[]
  windowClosedAt: readonly number[]
  /** The channel asks to leave the person alone until then. */
  waitsUntil: readonly number[]
  /** Of the messages that were looked at, those that could not reach the person, and the others. */
  unreachable: readonly Unreachable[]
  reached: readonly string[]
  /** The person's new number. */
  phone: string | null
}

export const NO_FACTS: PersonFacts = {
  heard: [],
  identities: [],
  leavesAt: [],
  windowClosedAt: [],
  waitsUntil: [],
  unreachable: [],
  reached: [],
  phone: null,
}

/** Fields that are absent stay as they are. */
export interface LeadChange {
  leadId: string
  optedOutAt?: number
  wrongNumberAt?: number | null
  phone?: string
}

/** What refusals say of one person, told at `at`. */
export function factsOf(caused: readonly Caused[], at: number): PersonFacts {
  const effects = caused.map((one) => one.effects)
  return {
    ...NO_FACTS,
    leavesAt: effects.filter(({ lead }) => lead === 'opt_out').map(() => at),
    windowClosedAt: effects.filter(({ closesWindow }) => closesWindow).map(() => at),
    waitsUntil: effects.flatMap(({ recipientUntil }) => recipientUntil ?? []),
    unreachable: caused
      .filter((one) => one.effects.lead === 'undeliverable')
      .map(({ relanceId }) => ({ relanceId, failedAt: at })),
  }
}

/** A lead whom so many messages could not reach is held for a wrong number. */
const UNREACHABLE_AT = 2

/** The person after these facts. Telling the same again, or in another order, comes to the same. */
export function foldPerson(person: PersonState, facts: PersonFacts): PersonState {
  const heardAt = latest(person.heardAt, times(facts.heard))
  const windowClosedAt = latest(person.windowClosedAt, facts.windowClosedAt)
  const opened = latest(person.lastInboundAt, times(facts.heard.filter(({ opensWindow }) => opensWindow)))
  const unreachable = unreachableAfter(person, facts)
  const forgivenAt = forgivenAtOf(person)
  const after = {
    ...person,
    // Of a person who was erased, what the channel calls them does not come back.
    identities:
      person.lead.erasedAt === null ? mergeIdentities(person.identities, facts.identities) : person.identities,
    heardAt,
    windowClosedAt,
    lastInboundAt: opened !== null && opened > (windowClosedAt ?? 0) ? opened : null,
    notBefore: latest(person.notBefore, facts.waitsUntil),
    forgivenAt,
    unreachable,
  }
  return { ...after, lead: leadAfter(person, after, facts) }
}

const times = (list: readonly { at: number }[]): number[] => list.map(({ at }) => at)

const latest = (before: number | null, told: readonly number[]): number | null =>
  told.length === 0 ? before : Math.max(...told, before ?? Number.NEGATIVE_INFINITY)

function unreachableAfter({ unreachable }: PersonState, facts: PersonFacts): Unreachable[] {
  const told = new Map([...unreachable, ...facts.unreachable].map((one) => [one.relanceId, one]))
  for (const relanceId of facts.reached) told.delete(relanceId)
  return [...told.values()].sort((a, b) => a.failedAt - b.failedAt || (a.relanceId < b.relanceId ? -1 : 1))
}

type Evidence = Pick<PersonState, 'unreachable' | 'heardAt' | 'forgivenAt'>

/** Failures that nothing speaks against, the earliest first: whoever writes has the number they are written to. */
const failuresOf = ({ unreachable, heardAt, forgivenAt }: Evidence): number[] =>
  unreachable
    .map(({ failedAt }) => failedAt)
    .filter((at) => at > Math.max(heardAt ?? 0, forgivenAt ?? 0))
    .sort((a, b) => a - b)

/** Where there was enough to hold the lead, and the lead is not held, somebody has lifted it. */
function forgivenAtOf(person: PersonState): number | null {
  const failures = failuresOf(person)
  const isLifted = person.lead.wrongNumberAt === null && failures.length >= UNREACHABLE_AT
  return isLifted ? (failures.at(-1) ?? null) : person.forgivenAt
}

/** How many failures speak against the number. */
export const countUnreachable = (person: PersonState): number => failuresOf(person).length

function leadAfter({ lead, unreachable }: PersonState, after: PersonState, facts: PersonFacts): LeadFacts {
  if (lead.erasedAt !== null) return lead
  // What a person said of the number is not the channel's to lift.
  const isOurs = lead.wrongNumberAt === null || unreachable.some(({ failedAt }) => failedAt === lead.wrongNumberAt)
  const left = facts.leavesAt.length === 0 ? null : Math.min(...facts.leavesAt)
  return {
    ...lead,
    phone: facts.phone ?? lead.phone,
    optedOutAt: left === null ? lead.optedOutAt : Math.min(left, lead.optedOutAt ?? left),
    wrongNumberAt: isOurs ? (failuresOf(after)[UNREACHABLE_AT - 1] ?? null) : lead.wrongNumberAt,
  }
}

const LEAD_FIELDS = ['phone', 'optedOutAt', 'wrongNumberAt'] as const

/** What of the lead is to be written; null when nothing has changed. */
export function leadChange(before: LeadFacts, after: LeadFacts): LeadChange | null {
  const changed = LEAD_FIELDS.filter((field) => before[field] !== after[field])
  if (changed.length === 0) return null
  return { leadId: before.id, ...Object.fromEntries(changed.map((field) => [field, after[field]])) }
}
