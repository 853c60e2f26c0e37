/** Figures for managers: days, steps, closers, planned load, and how far a new installation has come. */
import { z } from 'zod'
import { id } from '../http/text.ts'

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

export const closerStatistics = z.object({
  closerId: id.nullable(),
  ...done,
  replied: z.int(),
  medianMinutes: z.int().nullable().meta({ description: 'From the hour of a relance to its being sent.' }),
  waiting: z.int().meta({ description: 'To do now.' }),
  overdue: z.int().meta({ description: 'Of them, since yesterday or longer.' }),
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
