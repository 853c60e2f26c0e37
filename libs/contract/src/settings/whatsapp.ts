/** Sending through WhatsApp: settings, templates, prices, and what a person has to see to. */
import { CATEGORIES, type ParameterPlace } from '@relance/relance/core'
import { CONNECTION_CHECKS, CONNECTION_CODES } from '@relance/whatsapp/core'
import { WHATSAPP_SETTINGS } from '@relance/whatsapp/settings'
import { z } from 'zod'
import { listQuery } from '../http/list.ts'
import { body, id, instant, line, partial } from '../http/text.ts'
import { amount, currency, read, written } from './setting-shapes.ts'

const READ_ONLY = [
  ...['id', 'isConfigured', 'isSandbox', 'environment', 'webhookUrl'],
  ...['stoppedAt', 'stopReason', 'numbers', 'updatedAt'],
]
export const whatsAppSettingsUpdate = body(partial(written(WHATSAPP_SETTINGS)), READ_ONLY)
export type WhatsAppSettingsUpdate = z.infer<typeof whatsAppSettingsUpdate>

const number = z.object({
  id: z.string(),
  speed: z.number().meta({ description: 'The part of its rate a number uses: WhatsApp slows it down.' }),
  pausedUntil: instant.nullable(),
  pauseReason: z.enum(['quality', 'account_slowed', 'too_fast']).nullable(),
  quality: z.enum(['GREEN', 'YELLOW', 'RED', 'UNKNOWN']).meta({
    description: 'WhatsApp’s rating, read every hour: from RED on it is about to send less. UNKNOWN until it was read.',
  }),
})

export const whatsAppSettings = z.object({
  id: z.literal('whatsapp'),
  isConfigured: z.boolean().meta({ description: 'Whether the environment holds token, number and secrets.' }),
  isSandbox: z.boolean().meta({ description: 'Whether messages go elsewhere than to Meta.' }),
  environment: z.record(z.string(), z.boolean()).meta({
    description: 'Whether each variable is set; what it holds is never told.',
    example: { WHATSAPP_TOKEN: true },
  }),
  webhookUrl: z.string().nullable().meta({ description: 'What to enter at Meta; null without PUBLIC_URL.' }),
  ...read(WHATSAPP_SETTINGS),
  stoppedAt: instant.nullable(),
  stopReason: z.string().nullable().meta({ description: 'WhatsApp’s own words, when it stopped the account.' }),
  numbers: z.array(number),
  updatedAt: instant,
})
export type WhatsAppSettings = z.infer<typeof whatsAppSettings>

export const whatsAppStatus = z.object({
  isConfigured: z.boolean(),
  isSandbox: z.boolean(),
  numbers: z.array(number),
  isStopped: z.boolean(),
  stopReason: z.string().nullable(),
  queued: z.int(),
  sending: z.int(),
  awaiting: z
    .int()
    .meta({ description: 'Unknown for less than 15 minutes: WhatsApp may still say what became of it.' }),
  unsettled: z.int().meta({ description: 'Unknown for more than 15 minutes: a person has to say.' }),
  unknownEvents: z
    .int()
    .meta({ description: 'Events about people nobody here knows: GET /api/whatsapp/unknown-events.' }),
  deadLetters: z.int().meta({ description: 'Failed within the last 30 days.' }),
  pausedRules: z.array(z.object({ id, name: z.string(), pauseReason: z.string(), pausedAt: instant })),
  templates: z.object({ total: z.int(), approved: z.int(), syncedAt: instant.nullable() }),
  peoplePerDay: z.int().nullable().meta({
    description: 'How many people WhatsApp lets the account write to first within 24 hours; null without a limit.',
  }),
  peopleReached: z.int().meta({ description: 'How many were, within the last 24 hours.' }),
  month: z.string(),
  spent: z.number().meta({ description: 'This month: prices of what was delivered, estimates of what is under way.' }),
  budget: z.number().nullable(),
  budgetState: z.enum(['none', 'ok', 'alert', 'spent']).meta({ description: 'alert from 80 %, spent at 100 %.' }),
  currency: z.string(),
})
export type WhatsAppStatus = z.infer<typeof whatsAppStatus>

/** A message somebody has to see to. */
export const sentMessage = z.object({
  id,
  leadId: id,
  leadName: z.string(),
  ruleId: id,
  ruleName: z.string().nullable(),
  closerId: id.nullable(),
  step: z.int(),
  state: z.string(),
  reason: z.string().nullable(),
  message: z.string(),
  attempts: z.int(),
  takenAt: instant,
  unknownAt: instant.nullable(),
  failedAt: instant.nullable(),
  errorCode: z.int().nullable().meta({ description: 'Meta’s code.' }),
  errorDetails: z.string().nullable().meta({ description: 'Meta’s own words.' }),
})
export type SentMessage = z.infer<typeof sentMessage>

export const sentMessageList = listQuery(['takenAt'], {})

export const parameterPlace = z
  .string()
  .regex(/^(header|body|button_\d{1,2})$/, 'format_refused') as unknown as z.ZodType<ParameterPlace, ParameterPlace>

export const whatsAppTemplate = z.object({
  id: z.string().meta({ description: 'Name and language, `name:fr`.' }),
  name: z.string(),
  language: z.string(),
  category: z.string(),
  status: z.string(),
  reason: z.string().nullable(),
  parameterFormat: z.enum(['named', 'positional']),
  parameters: z.array(z.object({ place: parameterPlace, name: z.string().nullable() })),
  headerText: z.string().nullable(),
  bodyText: z.string(),
  footerText: z.string().nullable(),
  buttons: z.array(z.string()),
  unsupported: z.array(z.string()).meta({
    description:
      'What keeps our texts from being said in it: parts that no text fills (`IMAGE`, `FLOW`), or its kind (`AUTHENTICATION`).',
  }),
  ttlSeconds: z.int().nullable().optional().meta({
    description: 'For how long WhatsApp tries to deliver a message; its own 30 days when null.',
  }),
  syncedAt: instant,
})
export type WhatsAppTemplate = z.infer<typeof whatsAppTemplate>

export const templateSync = z.object({
  templates: z.int(),
  approved: z.int(),
  paused: z.array(id).meta({ description: 'Rules paused because a template of theirs may not be sent.' }),
  resumed: z.array(id),
})

const rate = {
  market: z
    .string()
    .regex(/^\d{0,6}$/, 'format_refused')
    .meta({ description: 'The calling code, 33 for France; empty is everywhere else.', example: '33' }),
  category: z.enum(CATEGORIES),
  price: amount,
  freePerMonth: z.int().min(0).max(10_000_000).meta({
    description: 'How many messages of the category each sending number has free in a calendar month; 0 when absent.',
  }),
  currency,
  validFrom: z.iso.date('day_unreadable'),
  note: line(500).nullable(),
}
export const rateCreate = body(
  { ...partial(rate), market: rate.market, category: rate.category, price: rate.price, validFrom: rate.validFrom },
  ['id', 'createdAt'],
)
export type RateCreate = z.infer<typeof rateCreate>
export const rateUpdate = body(partial(rate), ['id', 'createdAt'])
export type RateUpdate = z.infer<typeof rateUpdate>
export const rateShape = z.object({ id, ...rate, price: z.number(), createdAt: instant })
export type Rate = z.infer<typeof rateShape>

export const spendQuery = z.strictObject({
  month: z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'format_refused')
    .optional()
    .meta({ description: 'The current one when absent.', example: '2026-11' }),
})
export type SpendQuery = z.infer<typeof spendQuery>

const spending = {
  messages: z.int(),
  delivered: z.int(),
  free: z.int().meta({ description: 'Delivered and not billed.' }),
  spent: z.number().meta({ description: 'Delivered and billed.' }),
  committed: z.number().meta({ description: 'The same with estimates of what is under way.' }),
}
export const spend = z.object({
  month: z.string(),
  currency: z.string(),
  budget: z.number().nullable(),
  ...spending,
  rules: z.array(z.object({ ruleId: id, ruleName: z.string().nullable(), ...spending })),
  categories: z.array(z.object({ category: z.string(), ...spending })),
})
export type Spend = z.infer<typeof spend>

/** What the test of the connection found. */
export const connectionFinding = z.object({
  check: z.enum(CONNECTION_CHECKS),
  ok: z.boolean(),
  code: z.enum(CONNECTION_CODES),
  details: z.record(z.string(), z.union([z.string(), z.number()])),
  title: z.string(),
  text: z.string().meta({ description: 'What is, and what to do about it, in the caller’s language.' }),
})
export const connectionReport = z.object({
  isConfigured: z.boolean(),
  ok: z.boolean(),
  numberId: z.string().nullable(),
  findings: z.array(connectionFinding),
})
export type ConnectionReport = z.infer<typeof connectionReport>
