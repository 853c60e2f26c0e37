/** The registry of channels: every value that a rule and a relance may have as their channel, in the order in which forms offer them. */

type Words = Readonly<Record<'fr' | 'en', string>>

interface ChannelDescription {
  /** Who sends, in a form. */
  label: Words
  /** What that means. */
  hint: Words
}

export const CHANNEL_KEYS = ['closer', 'whatsapp'] as const
export type ChannelKey = (typeof CHANNEL_KEYS)[number]

/** A new channel is an entry here, and a driver that the host passes in. */
export const CHANNELS: Readonly<Record<ChannelKey, ChannelDescription>> = {
  closer: {
    label: { fr: 'Le closer envoie', en: 'The closer sends' },
    hint: {
      fr: 'Chaque message attend dans la file du closer, qui l’ouvre dans WhatsApp et l’envoie lui-même.',
      en: 'Each message waits in the closer’s queue; the closer opens it in WhatsApp and sends it.',
    },
  },
  whatsapp: {
    label: { fr: 'WhatsApp envoie tout seul', en: 'WhatsApp sends by itself' },
    hint: {
      fr: 'Chaque message part tout seul, par le compte WhatsApp Business de l’entreprise, dans les heures de la fréquence, et coûte ce que WhatsApp facture. Hors des 24 heures après une réponse du lead, chaque modèle doit être lié à un modèle que WhatsApp a approuvé : sans cela vous êtes prévenu avant d’activer la règle, et WhatsApp n’envoie pas le message.',
      en: 'Each message leaves by itself, through the company’s WhatsApp Business account, within the hours of the frequency, and costs what WhatsApp charges. Outside the 24 hours after a reply of the lead, each template must be tied to one that WhatsApp has approved: without that you are told before you activate the rule, and WhatsApp does not send the message.',
    },
  },
}

/** The closer's inbox: a person sends. */
export const INBOX = 'closer' satisfies ChannelKey
export const isInbox = (key: string | null): boolean => key === INBOX
