/** The outcomes in the order of their keys, 1 to 7. */
export const OUTCOME_KEYS = [
  'replied',
  'meeting',
  'won',
  'lost',
  'no_answer',
  'wrong_number',
  'never_contact_again',
] as const

export const SNOOZE_CHOICES = ['in_one_hour', 'in_three_hours', 'tomorrow', 'in_three_days', 'next_week'] as const

export type Outcome = (typeof OUTCOME_KEYS)[number]

/** What most leads come to, one tap away. */
export const FREQUENT_OUTCOMES = ['replied', 'meeting', 'no_answer'] as const satisfies readonly Outcome[]

/** States in which it reached the lead, as far as anybody knows: what came of it can be said at any time. */
export const ANSWERABLE: readonly string[] = ['sent', 'accepted', 'delivered', 'read']
export const isAnswerable = (state: string | null): boolean => state !== null && ANSWERABLE.includes(state)
