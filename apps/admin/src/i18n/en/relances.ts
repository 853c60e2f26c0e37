import type * as fr from '../fr/relances.ts'

export const relances: typeof fr.relances = {
  name: 'Relance |||| Relances',
  fields: {
    leadId: 'Lead',
    ruleId: 'Rule',
    step: 'Step',
    state: 'State',
    reason: 'WhatsApp reason',
    deliverAt: 'Deliver at',
    message: 'Message',
    channel: 'Channel',
  },
}

export const relance: typeof fr.relance = {
  states: {
    due: 'to do',
    opened: 'WhatsApp opened',
    sent: 'sent',
    skipped: 'skipped',
    snoozed: 'put off',
    superseded: 'superseded',
    expired: 'expired',
    withdrawn: 'withdrawn',
    queued: 'queued',
    sending: 'being sent',
    accepted: 'accepted',
    delivered: 'delivered',
    read: 'read',
    failed: 'failed',
    unknown: 'awaiting confirmation',
  },
  actions: 'Actions',
  open: 'Open WhatsApp',
}
