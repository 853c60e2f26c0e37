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
