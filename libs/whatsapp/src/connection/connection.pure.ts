/** What the test of a connection looks at, and what it can find. */

export const CONNECTION_CHECKS = [
  'token',
  'number',
  'account',
  'templates',
  'subscription',
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
  'number_name_refused',
  'number_quality_low',
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
