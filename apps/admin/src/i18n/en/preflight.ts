import type * as fr from '../fr/preflight.ts'

export const preflight: typeof fr.preflight = {
  title: 'Before this rule is activated',
  summary: 'Of %{leads} leads that match and %{messages} messages written, this would come out wrong:',
  partial: 'There are too many leads to look at all of them in time: the list is not complete.',
  kinds: {
    empty_variable: 'Empty variables',
    message_blank: 'Blank messages',
    message_too_long: 'Messages too long',
    landline: 'Landlines: WhatsApp does not reach them',
    phone_invalid: 'Invalid numbers',
    not_delivered: 'Marketing templates: WhatsApp does not deliver them in the United States',
    template_unapproved: 'Templates that WhatsApp has not approved, or whose parameters do not fit',
  },
  leads: '%{smart_count} lead |||| %{smart_count} leads',
  variables: 'Without a value: %{names}',
  step: 'step %{step}',
  mend: 'Correct',
  anyway: 'Activate all the same',
}
