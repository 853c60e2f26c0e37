/** What the registries say of a setting, and what each kind of setting holds. */

export type Words = Readonly<Record<'fr' | 'en', string>>

/** `most` and `longest` are included. */
type Shape =
  | { kind: 'text'; longest: number; default: string }
  | { kind: 'country' | 'timeZone' | 'currency'; default: string }
  /** A region of the country, as its holidays know it; null: the whole country. */
  | { kind: 'region'; default: null }
  | { kind: 'whole'; least: number; most: number; default: number }
  | { kind: 'optionalWhole'; least: number; most: number; default: number | null }
  | { kind: 'switch'; default: boolean }
  | { kind: 'statuses'; default: readonly LeadStatus[] }
  /** At most `most` texts of `longest` characters. */
  | { kind: 'texts'; longest: number; most: number; default: readonly string[] }
  | { kind: 'roles'; default: readonly Role[] }
  /** At most `most` of them, each with a count and days of at most `longest`. */
  | { kind: 'caps'; longest: number; most: number; default: readonly Cap[] }
  /** In units of the currency, kept in millionths; null: none. */
  | { kind: 'money'; default: null }

/** `hours`: kept in minutes, typed in hours. A setting with a card of its own is edited there. */
type Control =
  | 'text'
  | 'whole'
  | 'hours'
  | 'country'
  | 'region'
  | 'timeZone'
  | 'checkbox'
  | 'texts'
  | 'roles'
  | 'caps'
  | 'money'
  | 'currency'
  | { card: 'stop' | 'statuses' }

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

type Role = 'closer' | 'manager' | 'admin'

export interface Cap {
  count: number
  days: number
}

/** Those of the panel; each is seen by day and by night. */
export const STATUS_COLOURS = ['blue', 'violet', 'ochre', 'green', 'forest', 'grey'] as const
export type StatusColour = (typeof STATUS_COLOURS)[number]

export interface LeadStatus {
  code: string
  isOpen: boolean
  /** What people call it; the code, or the panel's own word for it, when absent. */
  label?: string | undefined
  colour?: StatusColour | undefined
}

interface ValueOf {
  text: string
  country: string
  region: string | null
  timeZone: string
  currency: string
  whole: number
  optionalWhole: number | null
  switch: boolean
  statuses: LeadStatus[]
  texts: string[]
  roles: Role[]
  caps: Cap[]
  money: number | null
}
/** What each setting of a registry holds. */
export type SettingValues<Registry extends Readonly<Record<string, SettingDescription>>> = {
  [Key in keyof Registry]: ValueOf[Registry[Key]['kind']]
}
