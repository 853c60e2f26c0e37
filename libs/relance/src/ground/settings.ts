/**
 * The registry of settings: column, shape, default, words and control of each, and who may read and change them. The shapes of
 * the API, the entity, the panel's controls and docs/settings.md are made from it.
 */

export type Words = Readonly<Record<'fr' | 'en', string>>

/** `most` and `longest` are included. */
type Shape =
  | { kind: 'text'; longest: number; default: string }
  | { kind: 'country' | 'timeZone'; default: string }
  | { kind: 'whole'; least: number; most: number; default: number }
  | { kind: 'optionalWhole'; least: number; most: number; default: number | null }
  | { kind: 'switch'; default: boolean }
  | { kind: 'statuses'; default: readonly LeadStatus[] }

/** `hours`: kept in minutes, typed in hours. A setting with a card of its own is edited there. */
type Control = 'text' | 'whole' | 'hours' | 'country' | 'timeZone' | 'checkbox' | { card: 'stop' | 'statuses' }

export type SettingDescription = Shape & {
  /** Null: derived from another column. */
  column: string | null
  /** In the API document. */
  about: string
  /** In a form. */
  label: Words
  hint?: Words
  /** In differences, where the stored value is shown. */
  name: Words
  control: Control
}

export interface LeadStatus {
  code: string
  isOpen: boolean
}

const AT_FIRST: readonly LeadStatus[] = [
  ...['new', 'contacted', 'meeting', 'proposal'].map((code) => ({ code, isOpen: true })),
  ...['won', 'lost'].map((code) => ({ code, isOpen: false })),
]

export const COMPANY_SETTINGS = {
  companyName: {
    column: 'company_name',
    kind: 'text',
    longest: 200,
    default: 'Relance',
    about: 'The name messages give as `company.name`.',
    label: { fr: 'Nom', en: 'Name' },
    hint: { fr: 'Il apparaît dans les messages.', en: 'It appears in messages.' },
    name: { fr: 'Entreprise', en: 'Company' },
    control: 'text',
  },
  country: {
    column: 'country',
    kind: 'country',
    default: 'FR',
    about: 'ISO 3166-1 code: of phones in national form, and of public holidays.',
    label: { fr: 'Pays', en: 'Country' },
    hint: {
      fr: 'Les numéros écrits sans indicatif sont de ce pays.',
      en: 'Numbers without a country code are of this country.',
    },
    name: { fr: 'Pays', en: 'Country' },
    control: 'country',
  },
  timeZone: {
    column: 'time_zone',
    kind: 'timeZone',
    default: 'Europe/Paris',
    about: 'Where the company’s days begin and end; of leads and frequencies that have none of their own.',
    label: { fr: 'Fuseau horaire', en: 'Time zone' },
    hint: {
      fr: 'Celui des horaires et des journées, sauf pour un lead ou une fréquence qui a le sien.',
      en: 'Of hours and days, except for a lead or a frequency with its own.',
    },
    name: { fr: 'Fuseau horaire', en: 'Time zone' },
    control: 'timeZone',
  },
  minimumGapMinutes: {
    column: 'minimum_gap_minutes',
    kind: 'whole',
    least: 0,
    most: 43_200,
    default: 1_200,
    about: 'Minutes between two relances of a lead at least, across all rules and channels.',
    label: {
      fr: 'Écart minimum entre deux relances d’un lead (heures)',
      en: 'Minimum gap between two follow-ups of a lead (hours)',
    },
    hint: { fr: 'Il tient pour toutes les règles ensemble.', en: 'It holds for all rules together.' },
    name: { fr: 'Écart minimum (minutes)', en: 'Minimum gap (minutes)' },
    control: 'hours',
  },
  leadStatuses: {
    column: 'lead_statuses',
    kind: 'statuses',
    default: AT_FIRST,
    about: 'The statuses a lead can have; only leads of an open one are followed up.',
    label: { fr: 'Statuts des leads', en: 'Statuses of leads' },
    name: { fr: 'Statuts', en: 'Statuses' },
    control: { card: 'statuses' },
  },
  closerDailyLimit: {
    column: 'closer_daily_limit',
    kind: 'optionalWhole',
    least: 1,
    most: 10_000,
    default: null,
    about: 'How many relances a closer should find on one day at most; null: no limit.',
    label: { fr: 'Relances par closer et par jour, au plus', en: 'Follow-ups per closer and day, at most' },
    hint: {
      fr: 'Vide : sans limite. La prévision signale les jours qui la dépassent et propose de les étaler.',
      en: 'Empty: no limit. The forecast shows the days above it and offers to spread them.',
    },
    name: { fr: 'Relances par closer et par jour, au plus', en: 'Relances per closer and day, at most' },
    control: 'whole',
  },
  optOutAlarmPercent: {
    column: 'opt_out_alarm_percent',
    kind: 'whole',
    least: 1,
    most: 100,
    default: 5,
    about: 'A step raises an alert when more of a hundred of its messages ended in an opt-out.',
    label: { fr: 'Alerte de désinscriptions (%)', en: 'Opt-out alert (%)' },
    hint: {
      fr: 'Une étape est signalée quand une plus grande part de ses messages finit en désinscription.',
      en: 'A step raises an alert when a larger share of its messages ends in an opt-out.',
    },
    name: { fr: 'Alerte de désinscriptions (%)', en: 'Opt-out alert (%)' },
    control: 'whole',
  },
  retentionMonths: {
    column: 'retention_months',
    kind: 'optionalWhole',
    least: 1,
    most: 240,
    default: 36,
    about: 'Months after the last contact, then a lead is erased; null keeps leads for ever.',
    label: { fr: 'Effacer un lead sans contact depuis (mois)', en: 'Erase a lead without contact for (months)' },
    hint: { fr: 'Vide : les leads sont gardés sans limite.', en: 'Empty: leads are kept without limit.' },
    name: { fr: 'Conservation (mois)', en: 'Retention (months)' },
    control: 'whole',
  },
  sharedQueue: {
    column: 'shared_queue',
    kind: 'switch',
    default: false,
    about: 'Whether every closer sees, and may take, what belongs to nobody.',
    label: {
      fr: 'File commune : chacun voit et prend ce qui n’est à personne',
      en: 'Shared queue: everybody sees, and takes, what belongs to nobody',
    },
    name: { fr: 'File commune', en: 'Shared queue' },
    control: 'checkbox',
  },
  stopped: {
    column: null,
    kind: 'switch',
    default: false,
    about: 'The global stop: while true, no relance is recorded.',
    label: { fr: 'Arrêt général', en: 'Global stop' },
    name: { fr: 'Arrêt général', en: 'Global stop' },
    control: { card: 'stop' },
  },
} as const satisfies Readonly<Record<string, SettingDescription>>

export type CompanySetting = keyof typeof COMPANY_SETTINGS

interface ValueOf {
  text: string
  country: string
  timeZone: string
  whole: number
  optionalWhole: number | null
  switch: boolean
  statuses: LeadStatus[]
}
/** What each setting holds. */
export type CompanyValues = { [Key in CompanySetting]: ValueOf[(typeof COMPANY_SETTINGS)[Key]['kind']] }

/** The least role that may read and change them, by the record they belong to. */
export const SETTINGS_ROLES = {
  company: { read: 'closer', change: 'admin' },
  schedule: { read: 'manager', change: 'manager' },
  whatsapp: { read: 'manager', change: 'admin' },
} as const
