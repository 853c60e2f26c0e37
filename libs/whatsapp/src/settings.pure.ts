/** The settings of sending through WhatsApp, described as those of the company are (`@relance/relance/settings`). Secrets are the environment's. */
import type { SettingDescription, SettingValues } from '@relance/relance/settings'

const STOP_WORDS =
  `stop,stopper,arret,arreter,desabonner,desinscrire,desinscription,ne plus me contacter,unsubscribe,opt out,cancel,quit,
stop promotions,arreter les promotions,stopper les promotions,ne plus recevoir de promotions`
    .replaceAll('\n', '')
    .split(',')

export const WHATSAPP_SETTINGS = {
  stopped: {
    column: null,
    kind: 'switch',
    default: false,
    about: 'The kill switch: while true, nothing is sent.',
    label: { fr: 'Envoi arrêté', en: 'Sending stopped' },
    name: { fr: 'Envoi arrêté', en: 'Sending stopped' },
    control: { card: 'stop' },
  },
  fallsBack: {
    column: 'falls_back',
    kind: 'switch',
    default: true,
    about: 'Whether the closer gets what WhatsApp cannot carry (template, window, quality) as an item of the inbox.',
    label: {
      fr: 'Confier au closer ce que WhatsApp ne peut pas envoyer (modèle, 24 heures, qualité)',
      en: 'Hand to the closer what WhatsApp cannot send (template, 24 hours, quality)',
    },
    name: { fr: 'Confié au closer quand WhatsApp ne peut pas', en: 'Handed to the closer when WhatsApp cannot' },
    control: 'checkbox',
  },
  messagesPerSecond: {
    column: 'messages_per_second',
    kind: 'whole',
    least: 1,
    most: 1_000,
    default: 80,
    about: 'Of each number; WhatsApp allows 80 by default.',
    label: { fr: 'Messages par seconde et par numéro', en: 'Messages a second, per number' },
    hint: { fr: 'WhatsApp en permet 80.', en: 'WhatsApp allows 80.' },
    name: { fr: 'Messages par seconde et par numéro', en: 'Messages per second and number' },
    control: 'whole',
  },
  stopWords: {
    column: 'stop_words',
    kind: 'texts',
    longest: 60,
    most: 100,
    default: STOP_WORDS,
    about: 'A reply that is one of these opts out; case, accents and punctuation do not count.',
    label: { fr: 'Mots de désinscription', en: 'Opt-out words' },
    hint: {
      fr: 'Une réponse ou un bouton qui ne dit que cela désinscrit le lead. Entrée pour ajouter.',
      en: 'A reply or a button that says only this opts the lead out. Enter to add.',
    },
    name: { fr: 'Mots de désinscription', en: 'Opt-out words' },
    control: 'texts',
  },
  monthlyBudget: {
    column: 'monthly_budget_micros',
    kind: 'money',
    default: null,
    about: 'Sending stops there; null is no limit.',
    label: { fr: 'Budget du mois', en: 'Budget of the month' },
    hint: {
      fr: 'Vide : sans limite. Alerte à 80 %, arrêt à 100 %.',
      en: 'Empty: no limit. Alert at 80%, stop at 100%.',
    },
    name: { fr: 'Budget du mois', en: 'Budget of the month' },
    control: 'money',
  },
  currency: {
    column: 'currency',
    kind: 'currency',
    default: 'EUR',
    about: 'ISO 4217 code, of the budget and of prices.',
    label: { fr: 'Monnaie', en: 'Currency' },
    name: { fr: 'Monnaie', en: 'Currency' },
    control: 'currency',
  },
} as const satisfies Readonly<Record<string, SettingDescription>>

export type WhatsAppValues = SettingValues<typeof WHATSAPP_SETTINGS>

/** The least role that may read and change them. */
export const WHATSAPP_SETTINGS_ROLES = { read: 'manager', change: 'admin' } as const
