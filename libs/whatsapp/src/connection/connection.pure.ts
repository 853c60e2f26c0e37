/** What the test of a connection looks at, and what it can find. */

export const CONNECTION_CHECKS = [
  'token',
  'number',
  'throughput',
  'limit',
  'app',
  'account',
  'templates',
  'subscription',
  'fields',
  'secret',
  'webhook',
] as const
export type ConnectionCheck = (typeof CONNECTION_CHECKS)[number]

export const CONNECTION_CODES = [
  'token_works',
  'token_refused',
  'token_lacks_rights',
  'api_unreachable',
  'api_answers_strangely',
  'not_looked_at',
  'number_ready',
  'number_unknown',
  'number_not_verified',
  'number_not_connected',
  'number_name_refused',
  'number_quality_low',
  'throughput_fits',
  'throughput_below_pace',
  'throughput_untold',
  'limit_told',
  'limit_first',
  'limit_none',
  'limit_untold',
  'app_alone',
  'app_shared',
  'app_untold',
  'account_holds_number',
  'account_missing',
  'account_unknown',
  'account_of_another_number',
  'templates_ready',
  'templates_unreadable',
  'templates_none_approved',
  'templates_missing',
  'subscription_ready',
  'subscription_unreadable',
  'subscription_missing',
  'fields_ready',
  'fields_missing',
  'fields_elsewhere',
  'fields_unreadable',
  'secret_fits',
  'secret_of_another_app',
  'webhook_answers',
  'webhook_address_missing',
  'webhook_address_not_https',
  'webhook_unreachable',
  'webhook_refuses',
] as const
export type ConnectionCode = (typeof CONNECTION_CODES)[number]

/** `details` is what the words need to know, and WhatsApp's own words as `reason`. Never a token or a person's number. */
export interface ConnectionFinding {
  check: ConnectionCheck
  ok: boolean
  code: ConnectionCode
  details: Readonly<Record<string, string | number>>
}

/** What needs nobody. Where WhatsApp tells nothing, nothing is known to be wrong. */
const GOOD: readonly ConnectionCode[] = [
  'token_works',
  'number_ready',
  'throughput_fits',
  'throughput_untold',
  'limit_told',
  'limit_first',
  'limit_none',
  'limit_untold',
  'app_alone',
  'app_shared',
  'app_untold',
  'account_holds_number',
  'templates_ready',
  'subscription_ready',
  'fields_ready',
  'secret_fits',
  'webhook_answers',
]

export const finding = (
  check: ConnectionCheck,
  code: ConnectionCode,
  details: ConnectionFinding['details'] = {},
): ConnectionFinding => ({ check, ok: GOOD.includes(code), code, details })
