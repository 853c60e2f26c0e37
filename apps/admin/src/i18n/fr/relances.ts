import type { Relance } from '@relance/contract'

export const relances = {
  name: 'Relance |||| Relances',
  fields: {
    leadId: 'Lead',
    ruleId: 'Règle',
    step: 'Étape',
    state: 'État',
    reason: 'Motif WhatsApp',
    deliverAt: 'À remettre le',
    message: 'Message',
    channel: 'Canal',
  },
}

export const relance = {
  states: {
    due: 'à faire',
    opened: 'WhatsApp ouvert',
    sent: 'envoyée',
    skipped: 'ignorée',
    snoozed: 'reportée',
    superseded: 'remplacée',
    expired: 'expirée',
    withdrawn: 'retirée',
    queued: 'en file',
    sending: 'en cours d’envoi',
    accepted: 'acceptée',
    delivered: 'distribuée',
    read: 'lue',
    failed: 'échouée',
    unknown: 'en attente de confirmation',
  } satisfies Record<Relance['state'], string>,
  actions: 'Actions',
  open: 'Ouvrir WhatsApp',
}
