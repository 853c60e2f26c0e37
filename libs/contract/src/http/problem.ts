/** Everything an answer can refuse, as codes; the words are in the catalogues. */
import { FILE_REFUSALS } from '@relance/leads/core'
import { AUDIENCE_REFUSALS, FREQUENCY_REFUSALS, SCHEDULE_REFUSALS, TEMPLATE_REFUSALS } from '@relance/relance/core'
import { MAPPING_REFUSALS } from '@relance/whatsapp/core'
import { z } from 'zod'
import { signInFactors } from './sign-in-factors.ts'
import { instant } from './text.ts'

/** The HTTP status of every problem. */
export const PROBLEMS = {
  malformed_json: 400,
  malformed_request: 400,
  body_missing: 400,
  invalid_query: 400,
  token_missing: 401,
  token_wrong: 401,
  token_not_in_header: 401,
  login_refused: 401,
  second_factor_needed: 401,
  second_factor_refused: 401,
  second_factor_unreadable: 401,
  recovery_code_refused: 401,
  passkey_refused: 401,
  forbidden: 403,
  second_factor_missing: 403,
  foreign_page: 403,
  not_found: 404,
  route_not_found: 404,
  method_not_allowed: 405,
  already_exists: 409,
  in_use: 409,
  archived: 409,
  erased: 409,
  conflict: 409,
  account_disabled: 409,
  last_admin: 409,
  takeover_needed: 409,
  taken: 409,
  already_settled: 409,
  backtest_running: 409,
  move_refused: 409,
  not_yet: 409,
  outside_window: 409,
  no_longer_allowed: 409,
  stop_suspected: 409,
  lead_opted_out: 409,
  number_missing: 409,
  window_closed: 409,
  sending_stopped: 409,
  number_paused: 409,
  no_stop_question: 409,
  undo_too_late: 409,
  undo_overtaken: 409,
  newer_episode: 409,
  nothing_to_undo: 409,
  contact_not_retractable: 409,
  import_undone: 409,
  import_too_old: 409,
  whatsapp_not_configured: 409,
  passkey_address_missing: 409,
  passkey_address_unfit: 409,
  passkey_other_address: 409,
  passkey_moved: 409,
  link_ended: 410,
  version_changed: 412,
  body_too_large: 413,
  file_too_large: 413,
  media_type_unsupported: 415,
  encoding_unsupported: 415,
  invalid_body: 422,
  preflight_failed: 422,
  invalid_file: 422,
  too_many_requests: 429,
  internal: 500,
  not_implemented: 501,
  whatsapp_refuses: 502,
  database_busy: 503,
  database_full: 503,
  database_read_only: 503,
  unavailable: 503,
  busy: 503,
} as const satisfies Record<string, number>
export type ProblemCode = keyof typeof PROBLEMS

/** What can be wrong with one field of a body or of a query, besides what the domain refuses. */
const SHAPE_REFUSALS = [
  'required',
  'unknown_field',
  'wrong_type',
  'not_among',
  'too_short',
  'too_long',
  'too_small',
  'too_big',
  'too_many',
  'repeated',
  'format_refused',
  'character_refused',
  'not_accepted',
  'id_unreadable',
  'instant_unreadable',
  'day_unreadable',
  'email_unreadable',
  'locale_unreadable',
  'country_unreadable',
  'country_unknown',
  'region_unknown',
  'query_not_json',
  'sort_unreadable',
  'range_unreadable',
  'range_too_long',
] as const

/** Why a new password is refused. */
export const PASSWORD_FAULTS = [
  'password_weak',
  'password_common',
  'password_personal',
  'password_pattern',
  'password_guessable',
] as const
export type PasswordFault = (typeof PASSWORD_FAULTS)[number]

/** What only the database or the settings can tell. */
const STATE_REFUSALS = [
  'already_taken',
  'custom_key_unreadable',
  'custom_value_refused',
  'status_unknown',
  'status_code_unreadable',
  'no_open_status',
  'closer_unknown',
  'frequency_unknown',
  'template_unknown',
  'rule_unknown',
  'mapping_refused',
  'answers_refused',
  'templates_missing',
  'silence_refused',
  'archived_not_active',
  'message_empty_variables',
  'message_refused',
  'phones_refused',
  'marketing_not_delivered',
  'templates_unapproved',
  'phone_refused',
  'push_service_unknown',
  'at_without_dry_run',
  'budget_unreadable',
  'flag_unreadable',
  ...PASSWORD_FAULTS,
  'password_wrong',
  'code_refused',
  'user_unknown',
  'name_reserved',
  'owner_refused',
  'field_for_managers',
  'contact_in_future',
  'in_future',
  'date_implausible',
  'snooze_past',
  'snooze_too_far',
  'snooze_preset_or_until',
  'absence_ends_before_it_begins',
  'stand_in_absent',
  'head_unreadable',
  'span_refused',
] as const

export const REFUSALS = [
  ...SHAPE_REFUSALS,
  ...FILE_REFUSALS,
  ...STATE_REFUSALS,
  ...AUDIENCE_REFUSALS,
  ...FREQUENCY_REFUSALS,
  ...SCHEDULE_REFUSALS,
  ...TEMPLATE_REFUSALS,
  ...MAPPING_REFUSALS,
] as const
export type RefusalCode = (typeof REFUSALS)[number]

/** One refused field: its path (`window.to`), and what its words need to know. */
export interface Refusal {
  field: string
  code: RefusalCode
  params?: Readonly<Record<string, string | number>>
}

export interface Words {
  problems: Readonly<Record<ProblemCode, { title: string; detail: string }>>
  refusals: Readonly<Record<RefusalCode, string>>
}

/** The answer to whatever went wrong: RFC 9457, `application/problem+json`. */
export const problem = z.object({
  type: z.string().meta({ example: 'urn:relance:problem:invalid_body' }),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  instance: z.string().meta({ description: 'The path that was asked for.' }),
  code: z.string().meta({ description: 'The problem for machines; words may change, codes do not.' }),
  correlationId: z.string().meta({ description: 'Also in the header X-Request-Id and in the server’s log.' }),
  errors: z
    .record(z.string(), z.unknown())
    .optional()
    .meta({ description: 'A message per refused field, nested like the body.' }),
  refusals: z
    .array(z.object({ field: z.string(), code: z.string() }))
    .optional()
    .meta({ description: 'The same fields with their codes.' }),
  opensAt: instant.nullable().optional().meta({
    description: 'With `outside_window`: when the lead’s window opens next; null when it never does.',
  }),
  timeZone: z.string().optional().meta({ description: 'With `outside_window`: the zone of the lead’s clock.' }),
  mayOverride: z
    .boolean()
    .optional()
    .meta({ description: 'With `outside_window`: whether `{ "outsideWindow": true }` opens it all the same.' }),
  secondFactor: signInFactors.optional().meta({
    description: 'With `second_factor_needed` and `passkey_refused`: what the person can show.',
  }),
  preflight: z
    .unknown()
    .optional()
    .meta({ description: 'With `preflight_failed`: what would come out wrong, and for whom.' }),
})
export type Problem = z.infer<typeof problem>
