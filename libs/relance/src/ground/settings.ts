/**
 * The registry of settings: column, shape, default, words and control of each, and who may read and change them. The shapes of
 * the API, what reads and writes them, the panel's controls and docs/settings.md are made from them.
 */

import type { LeadStatus, SettingDescription, SettingValues } from './setting.ts'

export {
  type Cap,
  type LeadStatus,
  type SettingDescription,
  type SettingValues,
  STATUS_COLOURS,
  type StatusColour,
} from './setting.ts'

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
  holidayRegion: {
    column: 'holiday_region',
    kind: 'region',
    default: null,
    about: 'The region of the country whose public holidays count as well, as in `GET /api/settings/holiday-regions`.',
    label: { fr: 'Région, pour les jours fériés', en: 'Region, for public holidays' },
    name: { fr: 'Région des jours fériés', en: 'Region of holidays' },
    control: 'region',
  },
  leadCountryHolidays: {
    column: 'lead_country_holidays',
    kind: 'switch',
    default: false,
    about:
      'Whether the public holidays of the country of a lead’s number count, in place of those of the company’s country.',
    label: {
      fr: 'Suivre les jours fériés du pays de chaque lead (celui de son numéro)',
      en: 'Follow the public holidays of each lead’s country (that of the number)',
    },
    name: { fr: 'Jours fériés du pays du lead', en: 'Holidays of the lead’s country' },
    control: 'checkbox',
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
    about:
      'Minutes between a relance of a lead and whatever was said before, a relance or a contact, at least; across all rules and channels.',
    label: {
      fr: 'Écart minimum entre deux relances d’un lead (heures)',
      en: 'Minimum gap between two follow-ups of a lead (hours)',
    },
    hint: {
      fr: 'Il compte aussi à partir d’un appel, d’un rendez-vous ou d’une réponse, toutes règles confondues.',
      en: 'It also counts from a call, a meeting or a reply, over all rules together.',
    },
    name: { fr: 'Écart minimum (minutes)', en: 'Minimum gap (minutes)' },
    control: 'hours',
  },
  relanceCaps: {
    column: 'relance_caps',
    kind: 'caps',
    longest: 365,
    most: 5,
    default: [],
    about:
      'At most `count` relances that reach a lead within `days` rolling days, across all rules and channels; empty: no cap.',
    label: { fr: 'Relances par lead, au plus', en: 'Follow-ups per lead, at most' },
    hint: {
      fr: 'Par exemple 3 en 7 jours, toutes règles et tous canaux confondus. Vide : sans plafond.',
      en: 'For example 3 within 7 days, over all rules and channels. Empty: no cap.',
    },
    name: { fr: 'Plafonds de relances par lead', en: 'Caps on relances per lead' },
    control: 'caps',
  },
  outsideWindowAllowed: {
    column: 'outside_window_allowed',
    kind: 'switch',
    default: true,
    about:
      'Whether a relance may be opened outside its window by a request that says so (`outsideWindow`); what is opened so is audited.',
    label: {
      fr: 'Permettre d’ouvrir une relance hors de sa plage d’envoi, après une question',
      en: 'Let people open a follow-up outside its window, after a question',
    },
    name: { fr: 'Ouverture hors de la plage d’envoi', en: 'Opening outside the window' },
    control: 'checkbox',
  },
  leadStatuses: {
    column: 'lead_statuses',
    kind: 'statuses',
    default: AT_FIRST,
    about:
      'The statuses a lead can have, in the order of a sale; only leads of an open one are followed up. `label` is what people read.',
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
    about:
      'How many relances a closer should find on one day at most; what belongs to nobody takes the room left by those who may take it; null: no limit, and what a resumed rule has waiting is spread at 40.',
    label: { fr: 'Relances par closer et par jour, au plus', en: 'Follow-ups per closer and day, at most' },
    hint: {
      fr: 'Vide : sans limite ; ce qui reprend après une pause est alors lissé à 40 par jour. La prévision signale les jours qui la dépassent et propose de les lisser.',
      en: 'Empty: no limit; what goes on after a pause is then spread at 40 a day. The forecast shows the days above it and offers to spread them.',
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
    about: 'Months after the last contact or form, then a lead is erased; null keeps leads for ever.',
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
      fr: 'File commune : chacun voit et prend ce qui est sans closer',
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
  secondFactorRoles: {
    column: 'second_factor_roles',
    kind: 'roles',
    default: [],
    about:
      'Roles that must have a second factor: who has none sets one up at the next visit. Tokens are not asked for any.',
    label: { fr: 'Double authentification obligatoire pour', en: 'Second factor required for' },
    hint: {
      fr: 'Application d’authentification, à configurer à la prochaine visite. Vous aussi si votre rôle en fait partie.',
      en: 'An authenticator app, set up at the next visit. You too if your role is among them.',
    },
    name: { fr: 'Double authentification obligatoire', en: 'Second factor required' },
    control: 'roles',
  },
} as const satisfies Readonly<Record<string, SettingDescription>>

export type CompanySetting = keyof typeof COMPANY_SETTINGS

export type CompanyValues = SettingValues<typeof COMPANY_SETTINGS>

/** The least role that may read and change them, by the record they belong to. */
export const SETTINGS_ROLES = {
  company: { read: 'closer', change: 'admin' },
  schedule: { read: 'manager', change: 'manager' },
} as const
