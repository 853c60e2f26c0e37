/** The registry of settings, for the panel. */
import { COMPANY_SETTINGS, type CompanySetting } from '@relance/relance/settings'

export { COUNTRIES } from './countries.ts'
export { COMPANY_SETTINGS, type CompanySetting, type SettingDescription } from '@relance/relance/settings'

type Texts = { readonly [Key in CompanySetting]: string }

/** The names settings go by in differences. */
export const settingNames = (language: 'fr' | 'en'): Texts =>
  Object.fromEntries(Object.entries(COMPANY_SETTINGS).map(([key, { name }]) => [key, name[language]])) as Texts
