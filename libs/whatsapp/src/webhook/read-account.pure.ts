/** Reads what WhatsApp says of the account: its numbers, limits, templates and standing. */
import type { AccountEvent } from '@relance/relance/core'
import { inside, type Json, objects, phoneOf, text } from './json.pure.ts'

/** `at`: when it was told, milliseconds. */
type Reader = (value: Json, at: number) => AccountEvent[]

export const ACCOUNT_FIELDS: Readonly<Record<string, Reader>> = {
  phone_number_quality_update: readQuality,
  phone_number_name_update: (value, at) =>
    value.decision === 'REJECTED' ? notice('phone_number_name_update', value.decision, at) : [],
  business_capability_update: (value, at) => readLimit(value, at),
  account_update: readAccount,
  account_alerts: (value, at) => {
    const alert = { ...value, ...inside(value.alert_info) }
    return notice('account_alerts', text(alert.alert_type) ?? text(alert.alert_description), at)
  },
  account_review_update: (value, at) =>
    value.decision === 'APPROVED' ? [] : notice('account_review_update', value.decision, at),
  template_category_update: readCategory,
  message_template_components_update: readComponents,
  message_template_quality_update: (value, at) =>
    value.new_quality_score === 'RED' ? notice('message_template_quality_update', value.message_template_name, at) : [],
}

/** Codes and names of templates; never a person's. */
function notice(field: string, what: unknown, at: number): AccountEvent[] {
  const said = text(what)?.slice(0, 200)
  return [{ kind: 'account_notice', what: said ? `${field} ${said}` : field, at }]
}

function readQuality(value: Json, at: number): AccountEvent[] {
  const phone = phoneOf(value.display_phone_number)
  const quality = value.event === 'FLAGGED' ? 'RED' : value.event === 'UNFLAGGED' ? 'GREEN' : null
  const told: AccountEvent[] = phone && quality ? [{ kind: 'number_quality', phone, quality, at }] : []
  return [...told, ...readLimit(value, at)]
}

const TIER = /^TIER_(\d+)(K)?$/

/** `TIER_2K`, a number, `-1` and `TIER_UNLIMITED` for no limit. The portfolio's limit holds before the number's, which is older. */
function readLimit(value: Json, at: number): AccountEvent[] {
  const told =
    value.max_daily_conversations_per_business ?? value.max_daily_conversation_per_phone ?? value.current_limit
  const perDay = perDayOf(told)
  return perDay === undefined ? [] : [{ kind: 'people_limit', perDay, at }]
}

/** Undefined where nothing is said of it. */
export function perDayOf(told: unknown): number | null | undefined {
  if (told === 'TIER_UNLIMITED' || told === -1 || told === '-1') return null
  const tier = TIER.exec(String(told))
  if (tier) return Number(tier[1]) * (tier[2] ? 1_000 : 1)
  const count = typeof told === 'string' && /^\d{1,9}$/.test(told) ? Number(told) : told
  return typeof count === 'number' && Number.isSafeInteger(count) && count > 0 ? count : undefined
}

/** These take the right to send away, or the account itself. */
const STOPS = ['ACCOUNT_DELETED', 'PARTNER_REMOVED', 'PARTNER_APP_UNINSTALLED', 'ACCOUNT_OFFBOARDED']

function readAccount(value: Json, at: number): AccountEvent[] {
  const event = text(value.event)
  if (!event) return []
  const ban = [inside(value.ban_info).waba_ban_state].flat().filter((state) => typeof state === 'string')
  const restricts = objects(value.restriction_info).some(({ restriction_type: type }) =>
    String(type).includes('BIZ_INITIATED'),
  )
  const isStopped =
    STOPS.includes(event) || (event === 'ACCOUNT_RESTRICTION' && restricts) || ban.some((state) => state === 'DISABLE')
  if (isStopped) return [{ kind: 'account_stopped', reason: event, at }]
  const NEWS = ['ACCOUNT_VIOLATION', 'ACCOUNT_RESTRICTION', 'DISABLED_UPDATE']
  const violation = text(inside(value.violation_info).violation_type) ?? []
  return NEWS.includes(event) ? notice('account_update', [event, ...ban].concat(violation).join(' '), at) : []
}

function readCategory(value: Json, at: number): AccountEvent[] {
  const [name, language] = [text(value.message_template_name), text(value.message_template_language)]
  const category = text(value.new_category)
  if (name && language && category) return [{ kind: 'template_category', name, language, category, at }]
  // Announced only: the category is going to change.
  return name && text(value.correct_category) ? notice('template_category_update', name, at) : []
}

/** Its new text comes with the list of templates, with places and buttons as they are checked. */
function readComponents(value: Json, at: number): AccountEvent[] {
  const [name, language] = [text(value.message_template_name), text(value.message_template_language)]
  return name && language ? [{ kind: 'template_changed', name, language, at }] : []
}
