import type * as fr from '../fr/whatsapp.ts'

export const whatsapp: typeof fr.whatsapp = {
  channels: { closer: 'The closer sends', whatsapp: 'WhatsApp sends by itself' },
  channel_means: {
    closer: 'Each message waits in the closer’s queue; the closer opens it in WhatsApp and sends it.',
    whatsapp:
      'Each message leaves by itself, through the company’s WhatsApp Business account, within the hours of the frequency, and costs what WhatsApp charges. Outside the 24 hours after a reply of the lead, each template must be tied to one that WhatsApp has approved: without that you are told before you activate the rule, and WhatsApp does not send the message.',
  },
  estimate: 'Estimated cost at WhatsApp: %{amount}',
  unpriced:
    '%{smart_count} message without a known price: it is not in this cost. |||| %{smart_count} messages without a known price: they are not in this cost.',
  reasons: {
    rule_paused: 'The rule is paused.',
    number_blocked: 'WhatsApp blocks the number for its quality.',
    budget_spent: 'The budget of the month is spent.',
    recipient_gap: 'Another message has just gone to this lead.',
    window_closed: 'The 24 hours after the last reply are over: an approved template is needed.',
    template_missing: 'The template is not tied to any template of WhatsApp.',
    template_not_approved: 'The WhatsApp template is not approved.',
    parameter_blank: 'A variable of the message would be empty for this lead.',
    retried: 'WhatsApp asked to wait; it will be tried again.',
    retries_exhausted: 'WhatsApp refused at every attempt.',
    withheld: 'WhatsApp limits messages to this lead; it will be tried again.',
    template_needed: 'WhatsApp demands an approved template.',
    unreachable: 'This number does not receive WhatsApp messages.',
    refused: 'WhatsApp refused the message.',
    rule_stopped: 'WhatsApp refused the template: the rule is suspended.',
    account_stopped: 'WhatsApp stopped the account: nothing leaves any more.',
    not_sent_by_person: 'Somebody said that nothing left.',
    handed_over: 'Handed to the closer.',
  },
}
