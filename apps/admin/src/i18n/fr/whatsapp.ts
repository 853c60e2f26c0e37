import type { SendReason } from '@relance/contract'

/** Why a message waits or failed; a code without words does not compile. */
const reasons = {
  rule_paused: 'La règle est en pause.',
  number_blocked: 'WhatsApp bloque le numéro pour sa qualité.',
  budget_spent: 'Le budget du mois est atteint.',
  recipient_gap: 'Un autre message vient de partir vers ce lead.',
  window_closed: 'Les 24 heures après sa dernière réponse sont passées : il faut un modèle approuvé.',
  template_missing: 'Le modèle n’est lié à aucun modèle de WhatsApp.',
  template_not_approved: 'Le modèle de WhatsApp n’est pas approuvé.',
  parameter_blank: 'Une variable du message serait vide pour ce lead.',
  retried: 'WhatsApp a demandé d’attendre ; un nouvel essai est prévu.',
  retries_exhausted: 'WhatsApp a refusé à chaque essai.',
  withheld: 'WhatsApp limite les messages vers ce lead ; un nouvel essai est prévu.',
  template_needed: 'WhatsApp exige un modèle approuvé.',
  unreachable: 'Ce numéro ne reçoit pas de message WhatsApp.',
  refused: 'WhatsApp a refusé le message.',
  rule_stopped: 'WhatsApp a refusé le modèle : la règle est suspendue.',
  account_stopped: 'WhatsApp a arrêté le compte : rien ne part plus.',
  not_sent_by_person: 'Quelqu’un a dit que rien n’est parti.',
  handed_over: 'Remise au closer.',
} satisfies Record<SendReason, string>

export const whatsapp = {
  channels: { closer: 'Le closer envoie', whatsapp: 'WhatsApp envoie tout seul' },
  channel_means: {
    closer: 'Chaque message attend dans la file du closer, qui l’ouvre dans WhatsApp et l’envoie lui-même.',
    whatsapp:
      'Chaque message part tout seul, par le compte WhatsApp Business de l’entreprise, dans les heures de la fréquence, et coûte ce que WhatsApp facture. Hors des 24 heures après une réponse du lead, chaque modèle doit être lié à un modèle que WhatsApp a approuvé : sans cela vous êtes prévenu avant d’activer la règle, et WhatsApp n’envoie pas le message.',
  },
  estimate: 'Coût estimé chez WhatsApp : %{amount}',
  unpriced:
    '%{smart_count} message sans tarif connu : il manque dans ce coût. |||| %{smart_count} messages sans tarif connu : ils manquent dans ce coût.',
  reasons,
}
