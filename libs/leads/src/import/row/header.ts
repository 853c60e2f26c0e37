/** The columns of a file, in French or English, and where each of them goes. */

const HEADERS = {
  firstName: ['prenom', 'firstname', 'givenname'],
  lastName: ['nom', 'lastname', 'nomdefamille', 'surname', 'familyname'],
  phone: [
    'telephone',
    'tel',
    'mobile',
    'portable',
    'phone',
    'phonenumber',
    'telephonemobile',
    'telephoneportable',
    'gsm',
    'whatsapp',
    'numero',
  ],
  email: ['email', 'mail', 'courriel', 'adresseemail', 'emailaddress'],
  company: ['societe', 'entreprise', 'company', 'organisation', 'organization'],
  status: ['statut', 'status', 'etat'],
  source: ['source', 'origine', 'provenance'],
  tags: ['tags', 'tag', 'etiquettes', 'etiquette'],
  closer: ['closer', 'commercial', 'vendeur', 'salesperson', 'owner'],
  lastContactAt: ['derniercontact', 'datedederniercontact', 'lastcontact', 'lastcontactat', 'datederniercontact'],
} as const
export type ImportField = keyof typeof HEADERS
export const IMPORT_FIELDS = Object.keys(HEADERS) as [ImportField, ...ImportField[]]

/** Why a file as a whole cannot be read. */
export const FILE_REFUSALS = [
  'file_empty',
  'header_missing_phone',
  'header_repeated',
  'mapping_width',
  'line_too_long',
  'quote_unclosed',
  'encoding_mixed',
] as const
export type FileRefusalCode = (typeof FILE_REFUSALS)[number]

/** Where each column goes: a field, or a key of `custom`. Null: the column has no usable name. */
export type Column = { field: ImportField } | { key: string } | null

const CUSTOM = 'custom.'

/** A column as it is written down: the name of a field, `custom.<key>`, or null for a column nobody wants. */
export type ColumnTarget = string | null

export const targetOf = (column: Column): ColumnTarget =>
  column && ('field' in column ? column.field : `${CUSTOM}${column.key}`)

/** Takes targets that were checked before: what is no field is a key of `custom`. */
export const columnOf = (target: ColumnTarget): Column => {
  if (target === null) return null
  return target.startsWith(CUSTOM) ? { key: target.slice(CUSTOM.length) } : { field: target as ImportField }
}

/** Without accents. */
export const plain = (text: string): string => text.normalize('NFD').replace(/[\u0300-\u036f]/g, '')

export function readHeader(names: readonly string[]): Column[] {
  return names.map((name) => {
    const letters = plain(name)
      .toLowerCase()
      .replace(/[^a-z0-9]/g, '')
    for (const [field, known] of Object.entries(HEADERS)) {
      if ((known as readonly string[]).includes(letters)) return { field: field as ImportField }
    }
    const key = plain(name)
      .trim()
      .replace(/[^A-Za-z0-9_]+/g, '_')
      .replace(/^[^A-Za-z]+|_+$/g, '')
      .slice(0, 60)
    return key === '' ? null : { key }
  })
}
