/** The plan of a batch: rules, settings and holidays, as decisions look at them. */
import type { Audience } from './audience.ts'
import type { FrequencyConfig } from './cadence.ts'
import type { Reentry } from './episodes.ts'
import type { ChannelKey } from '../ground/channels.ts'
import type { CompiledTemplate } from './message/message.ts'
import type { RulePauses } from './pauses/pause.ts'

export interface PlannedTemplate {
  id: string
  version: number
  template: CompiledTemplate
}

/**
 * `restart_delay`: the step to come counts from the contact. `stop`: the episode ends. `ignore`: the dates stay. The minimum gap holds
 * in any case.
 */
export const ON_CONTACT = ['restart_delay', 'stop', 'ignore'] as const
export type OnContact = (typeof ON_CONTACT)[number]

export interface PlannedRule {
  id: string
  name: string
  isActive: boolean
  /** Why an active rule is paused until somebody, or an approved template, lets it go on; absent while it does not. */
  pauseReason?: string | null
  priority: number
  version: number
  channel: ChannelKey
  audience: Audience
  stopOn: readonly string[]
  /** What a contact by us does to a cadence that has begun; absent, as in versions of before there was a choice: nothing. */
  onContact?: OnContact
  expiryDays: number
  frequencyVersion: number
  frequency: FrequencyConfig
  /** One per step; the last repeats. Never empty. */
  templates: readonly PlannedTemplate[]
  /** Another text for a step, sent to half the leads; at most one per step. */
  variants?: readonly { step: number; template: PlannedTemplate }[]
  /** How many of a hundred leads are set aside, never written to, to compare with. */
  holdoutPercent?: number
  /** What begins a new episode; absent of versions saved before there were episodes: nothing. */
  reentry?: Reentry
  /** Absent of saved versions and drafts: it was never paused. */
  pauses?: RulePauses
}

/** Public holidays of each country, and which one a phone (E.164) is of. The numbering plans of the world stay out of the pure folders. */
export interface CountryHolidays {
  countryOf(phone: string): string | null
  days: ReadonlyMap<string, ReadonlySet<string>>
}

export interface RelanceCap {
  count: number
  days: number
}

/** What holds for every lead of a batch: as it was committed when the batch began, or later. */
export interface Plan {
  companyName: string
  timeZone: string
  minimumGapMs: number
  /** How many relances a closer should find on one day at most; null: no limit. */
  closerDailyLimit: number | null
  /** At most `count` relances of a lead within `days` rolling days, over all rules and channels; absent: none. */
  relanceCaps?: readonly RelanceCap[]
  /** Whether a person may open a relance outside the window of its frequency, once they were asked. */
  mayOpenOutsideWindow: boolean
  /** Every status a lead may have. */
  statuses: ReadonlySet<string>
  openStatuses: ReadonlySet<string>
  /** The global stop: nothing is recorded while it is set. */
  isStopped: boolean
  /** Public holidays of the company, and days added by hand, `YYYY-MM-DD`. */
  holidays: ReadonlySet<string>
  /** By country, where those of the lead's own country count; null where those of the company do. */
  countryHolidays: CountryHolidays | null
  rules: ReadonlyMap<string, PlannedRule>
  /** The latest instant at which an audience was followed, milliseconds; absent where nothing is recorded or settled. */
  matchedTo?: number
}
