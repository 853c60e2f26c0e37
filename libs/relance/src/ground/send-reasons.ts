/** Why a message waits, comes back to its closer, or fails: codes with words in the catalogues. */
export const SEND_REASONS = [
  'rule_paused',
  'stop_suspected',
  'number_blocked',
  'budget_spent',
  'people_limit',
  'recipient_gap',
  'window_closed',
  'template_missing',
  'template_not_approved',
  'parameter_blank',
  'retried',
  'retries_exhausted',
  'withheld',
  'template_needed',
  'unreachable',
  'refused',
  'rule_stopped',
  'account_stopped',
  'not_sent_by_person',
  'handed_over',
] as const
export type SendReason = (typeof SEND_REASONS)[number]
