/** The registries of settings, for the panel. */
import { COMPANY_SETTINGS, type SettingDescription, STATUS_COLOURS, type StatusColour } from '@relance/relance/settings'
import { WHATSAPP_SETTINGS } from '@relance/whatsapp/settings'

export { COUNTRIES } from './countries.ts'
export { COMPANY_SETTINGS, type SettingDescription, STATUS_COLOURS, type StatusColour, WHATSAPP_SETTINGS }

type Camel<Column> = Column extends `${infer Head}_${infer Tail}` ? `${Head}${Capitalize<Camel<Tail>>}` : Column
type Registries = typeof COMPANY_SETTINGS & typeof WHATSAPP_SETTINGS
type Names = { readonly [Key in keyof Registries as Camel<NonNullable<Registries[Key]['column']>>]: string }

const camel = (column: string): string => column.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())

/** The names settings go by in differences, where they have those of their columns. */
export const settingNames = (language: 'fr' | 'en'): Names =>
  Object.fromEntries(
    [COMPANY_SETTINGS, WHATSAPP_SETTINGS].flatMap((registry) =>
      Object.values<SettingDescription>(registry).flatMap(({ column, name }) =>
        column === null ? [] : [[camel(column), name[language]]],
      ),
    ),
  ) as unknown as Names
