/** Figures for managers: days, steps, closers, planned load, and how far a new installation has come. */
import { z } from 'zod'
import { id, instant } from '../http/text.ts'

const day = z.iso.date('day_unreadable')
const span = {
  from: day.optional().meta({ description: 'The first day; 59 days before `to` when absent.' }),
  to: day.optional().meta({ description: 'The last day, included; today in the company’s zone when absent.' }),
}
export const statisticsQuery = z.strictObject(span)
export type StatisticsQuery = z.infer<typeof statisticsQuery>
export const funnelQuery = z.strictObject({ ...span, ruleId: id.optional() })
export type FunnelQuery = z.infer<typeof funnelQuery>

const done = {
  due: z.int().meta({ description: 'Relances whose hour came, withdrawn and replaced ones apart.' }),
  done: z.int().meta({ description: 'Sent, skipped, or taken by WhatsApp.' }),
  onTime: z.int().meta({ description: 'Done on their own day.' }),
  late: z.int().meta({ description: 'Done after their day, expired, failed, or still open once it is over.' }),
}

export const dayStatistics = z.object({ on: z.iso.date(), ...done })
export type DayStatistics = z.infer<typeof dayStatistics>

export const stepStatistics = z.object({
  step: z.int(),
  recorded: z.int(),
  opened: z.int(),
  sent: z.int(),
  replied: z.int().meta({ description: 'Outcome replied, meeting or won.' }),
  won: z.int(),
  skipped: z.int(),
  lost: z.int().meta({ description: 'Expired or failed.' }),
})
export type StepStatistics = z.infer<typeof stepStatistics>

const period = z.object({
  since: instant,
  until: instant.meta({ description: 'No longer part of it; now, while it is not over.' }),
  due: z.int().meta({ description: 'Relances whose hour came, withdrawn and replaced ones apart.' }),
  sent: z.int(),
  onTime: z.int().meta({ description: 'Done on their own day.' }),
  replied: z.int().meta({ description: 'Of those sent: outcome replied, meeting or won.' }),
  meeting: z.int().meta({ description: 'Of those sent: outcome meeting or won.' }),
  won: z.int(),
})
export type PeriodStatistics = z.infer<typeof period>

const stages = {
  entered: z.int().meta({ description: 'Leads with a relance whose hour came in the period.' }),
  relanced: z.int().meta({ description: 'Of them, those that a message was sent to.' }),
  replied: z.int().meta({ description: 'Of them, those who answered: outcome replied, meeting or won.' }),
  meeting: z.int().meta({ description: 'Of them, outcome meeting or won.' }),
  won: z.int().meta({ description: 'Of them, outcome won.' }),
}

/** A period beside the one before it, of the same length and up to the same hour; then how far its leads came, in all and rule by rule. */
export const summaryStatistics = z.object({
  current: period,
  before: period,
  funnel: z.object(stages).meta({ description: 'Each lead once.' }),
  rules: z.array(z.object({ ruleId: id, ruleName: z.string(), ...stages })),
})
export type SummaryStatistics = z.infer<typeof summaryStatistics>

export const closerStatistics = z.object({
  closerId: id.nullable(),
  ...done,
  sent: z.int(),
  replied: z.int().meta({ description: 'Of those sent: outcome replied, meeting or won.' }),
  medianMinutes: z.int().nullable().meta({ description: 'From the hour of a relance to its being sent.' }),
  waiting: z.int().meta({ description: 'To do now.' }),
  overdue: z.int().meta({ description: 'Of them, since yesterday or longer.' }),
  oldestAt: instant.nullable().meta({ description: 'The hour of the relance that has waited longest.' }),
  leads: z.int().meta({ description: 'Open leads.' }),
})
export type CloserStatistics = z.infer<typeof closerStatistics>

/** What the days to come will bring, if nothing changes and nobody does anything. */
export const plannedLoad = z.object({
  from: z.iso.date(),
  to: z.iso.date(),
  days: z.array(z.object({ on: z.iso.date(), relances: z.int() })),
  isComplete: z.boolean().meta({ description: 'Not when there were too many leads to look at all of them in time.' }),
})
export type PlannedLoad = z.infer<typeof plannedLoad>

export const setup = z.object({
  hasClosers: z.boolean(),
  hasLeads: z.boolean(),
  hasAssignedLeads: z
    .boolean()
    .meta({ description: 'Some lead has a closer: without one, relances are in nobody’s queue.' }),
  hasTemplates: z.boolean(),
  hasFrequencies: z.boolean(),
  hasRules: z.boolean(),
  hasActiveRules: z.boolean(),
  hasRelances: z.boolean(),
})
export type Setup = z.infer<typeof setup>
