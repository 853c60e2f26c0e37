/** What the variables of a message are called. */
import { LEAD_FIELDS } from '@relance/leads/fields'
import type { Language } from '../words.ts'

const OTHERS: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  'closer.name': { fr: 'nom du closer', en: 'name of the closer' },
  'company.name': { fr: 'nom de la société', en: 'name of the company' },
}

/** `lead.firstName` is the first name, `lead.custom.city` the field city; what somebody has named in a text keeps its name. */
export function variableWords(language: Language, variables: readonly string[]): string {
  return variables.map((name) => OTHERS[name]?.[language] ?? fieldWords(language, name)).join(', ')
}

function fieldWords(language: Language, name: string): string {
  const field = name.startsWith('lead.') ? name.slice('lead.'.length) : ''
  if (Object.hasOwn(LEAD_FIELDS, field)) {
    const { label } = LEAD_FIELDS[field as keyof typeof LEAD_FIELDS]
    return label[language].toLowerCase()
  }
  return field.startsWith('custom.') ? field.slice('custom.'.length) : name
}
