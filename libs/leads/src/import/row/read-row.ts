/** From one line of a file to the fields of a lead, or to what is wrong with it. */
import { type Column, type ImportField, plain } from './header.ts'
import { type PhoneRefusal, readMobile } from '../../phone/read-mobile.ts'

export const ROW_REFUSALS = [
  'status_unknown',
  'closer_unknown',
  'email_unreadable',
  'date_unreadable',
  'too_long',
  'character_refused',
  'custom_too_many',
] as const
export type RowRefusalCode = PhoneRefusal | (typeof ROW_REFUSALS)[number]

/** `detail` is never personal: a list of what would do, or a limit. */
export interface RowRefusal {
  field: string
  code: RowRefusalCode
  detail?: string
}

/** Null: the file says nothing, so what is known stays. Instants in milliseconds, UTC. */
export interface ImportedLead {
  phone: string
  firstName: string | null
  lastName: string | null
  email: string | null
  company: string | null
  status: string | null
  source: string | null
  tags: string[] | null
  closerId: string | null
  lastContactAt: number | null
  custom: Record<string, string>
}

/** What a line is read against. */
export interface ImportContext {
  country: string
  /** Codes of the settings. */
  statuses: readonly string[]
  /** Ids by email and by name, both in lower case. */
  closers: ReadonlyMap<string, string>
  /** The instant of a wall clock (milliseconds as if it were UTC) in the company's zone. */
  toInstant: (local: number) => number
}

const LONGEST = { firstName: 100, lastName: 100, email: 320, company: 200, source: 200 } as const
const MAX_TAGS = 50
const MAX_CUSTOM = 100

const STATUS_WORDS: Readonly<Record<string, string>> = {
  nouveau: 'new',
  nouvelle: 'new',
  contacte: 'contacted',
  contactee: 'contacted',
  rendezvous: 'meeting',
  rdv: 'meeting',
  proposition: 'proposal',
  devis: 'proposal',
  gagne: 'won',
  gagnee: 'won',
  client: 'won',
  perdu: 'lost',
  perdue: 'lost',
}

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/

/** Every refusal of the line at once. */
export function readRow(
  columns: readonly Column[],
  cells: readonly string[],
  context: ImportContext,
): { ok: true; lead: ImportedLead } | { ok: false; refusals: RowRefusal[] } {
  const refusals: RowRefusal[] = []
  const refuse = (field: string, code: RowRefusalCode, detail?: string): null => {
    refusals.push({ field, code, ...(detail && { detail }) })
    return null
  }
  const cell = cellOf(columns, cells)
  const text = textOf(cell, refuse)
  const phone = readMobile(cell('phone'), context.country)
  if (!phone.ok) refuse('phone', phone.code)
  const email = text('email')
  if (email && !EMAIL.test(email)) refuse('email', 'email_unreadable')
  const status = readStatus(cell('status'), context.statuses)
  if (status === undefined) refuse('status', 'status_unknown', context.statuses.join(', '))
  const closer = cell('closer').toLowerCase()
  const closerId = closer === '' ? null : (context.closers.get(closer) ?? refuse('closer', 'closer_unknown'))
  const lastContactAt = readInstant(cell('lastContactAt'), context.toInstant)
  if (lastContactAt === undefined) refuse('lastContactAt', 'date_unreadable')
  const lead = {
    phone: phone.ok ? phone.phone : '',
    firstName: text('firstName'),
    lastName: text('lastName'),
    email,
    company: text('company'),
    status: status ?? null,
    source: text('source'),
    tags: readTags(cell('tags'), refuse),
    closerId,
    lastContactAt: lastContactAt ?? null,
    custom: readCustom(columns, cells, refuse),
  }
  return refusals.length > 0 ? { ok: false, refusals } : { ok: true, lead }
}

type Refuse = (field: string, code: RowRefusalCode, detail?: string) => null
type Cell = (field: ImportField) => string

const cellOf =
  (columns: readonly Column[], cells: readonly string[]): Cell =>
  (field) => {
    const at = columns.findIndex((column) => column !== null && 'field' in column && column.field === field)
    return textOfCell(cells[at])
  }

/** Exports put an apostrophe before what a spreadsheet would take for a formula. */
const textOfCell = (cell = ''): string => cell.trim().replace(/^'(?=[=+\-@])/, '')

const textOf =
  (cell: Cell, refuse: Refuse) =>
  (field: keyof typeof LONGEST): string | null => {
    const value = cell(field)
    if (value.includes('\0')) return refuse(field, 'character_refused')
    return value.length > LONGEST[field] ? refuse(field, 'too_long', String(LONGEST[field])) : value || null
  }

/** Undefined when the word is no status of the settings. */
function readStatus(text: string, statuses: readonly string[]): string | null | undefined {
  if (text === '') return null
  const letters = plain(text)
    .toLowerCase()
    .replace(/[^a-z0-9_]/g, '')
  const code = statuses.find((one) => one === text.toLowerCase() || one === letters)
  const word = STATUS_WORDS[letters]
  return code ?? (word !== undefined && statuses.includes(word) ? word : undefined)
}

function readTags(text: string, refuse: Refuse): string[] | null {
  if (text === '') return null
  const tags = [
    ...new Set(
      text
        .split(/[,;|]/)
        .map((tag) => tag.trim())
        .filter(Boolean),
    ),
  ]
  if (tags.length > MAX_TAGS || tags.some((tag) => tag.length > 60))
    return refuse('tags', 'too_long', `${MAX_TAGS} × 60`)
  return tags
}

function readCustom(columns: readonly Column[], cells: readonly string[], refuse: Refuse): Record<string, string> {
  const custom: Record<string, string> = {}
  columns.forEach((column, place) => {
    const value = textOfCell(cells[place])
    if (column === null || 'field' in column || value === '') return
    if (value.includes('\0')) refuse(`custom.${column.key}`, 'character_refused')
    else if (value.length > 2_000) refuse(`custom.${column.key}`, 'too_long', '2000')
    else Object.defineProperty(custom, column.key, { value, enumerable: true, configurable: true, writable: true })
  })
  if (Object.keys(custom).length > MAX_CUSTOM) refuse('custom', 'custom_too_many', String(MAX_CUSTOM))
  return custom
}

const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?(Z|[+-]\d{2}:?\d{2})?$/
const FRENCH = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:,?\s+(?:à\s+)?(\d{1,2})[:hH](\d{2})?(?::(\d{2}))?)?$/

/** ISO instants and days, and `dd/mm/yyyy [hh:mm]`; days and clocks without a zone are the company's. */
export function readInstant(text: string, toInstant: (local: number) => number): number | null | undefined {
  if (text === '') return null
  const iso = ISO.exec(text)
  const french = FRENCH.exec(text)
  const [year, month, day, hour = '0', minute = '0', second = '0', zone] = iso
    ? iso.slice(1)
    : french
      ? [french[3], french[2], french[1], french[4], french[5], french[6]]
      : []
  if (!year || !month || !day) return undefined
  const local = Date.UTC(+year, +month - 1, +day, +hour, +minute, +second)
  const seen = new Date(local)
  const isReal =
    seen.getUTCMonth() === +month - 1 && seen.getUTCDate() === +day && +hour < 24 && +minute < 60 && +second < 60
  if (!isReal || +year < 1970 || +year > 2200) return undefined
  if (!zone) return toInstant(local)
  const [, sign, hours = '0', minutes = '0'] = /^([+-])(\d{2}):?(\d{2})$/.exec(zone) ?? []
  return local - (sign === '-' ? -1 : 1) * (+hours * 60 + +minutes) * 60_000
}
