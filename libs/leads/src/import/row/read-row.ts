/** From one line of a file to the fields of a lead, or to what is wrong with it. */
import { CLOCK_TOLERANCE_MS, HAPPENED_FIELDS, type ImportField, longestOf } from '../../lead-values.ts'
import { readPhones } from '../../phone/read-phones.ts'
import type { MappedKind } from './answers.ts'
import { isCellError } from './cell-errors.ts'
import { closerNamed } from './closers.ts'
import { countryOf } from './countries.ts'
import { isInOtherOrder, readDate } from './dates.ts'
import { readEmails } from './emails.ts'
import type { Column } from './header.ts'
import {
  type ImportContext,
  type ImportedLead,
  PLAIN_LINES,
  type PlainLine,
  type RowRead,
  type RowRefusal,
  type RowRefusalCode,
  type UnknownWord,
} from './imported-lead.ts'
import { properCase, splitFullName, withoutSalutation } from './names.ts'
import { type Places, placesOf } from './places.ts'
import { LONGEST_CUSTOM, readCustom } from './read-custom.ts'
import { readLocale, readOptOut, readTimeZone, splitTags, textOfCell } from './read-values.ts'
import { readStatus } from './statuses.ts'
import { wordKey } from './words.ts'

const MAX_TAGS = 50
const LONGEST_TAG = 60
const LONGEST_SHOWN = 200

const isHappened = (field: string): boolean => HAPPENED_FIELDS.some((one) => one === field)

/** Where other numbers of a lead are kept, as they were written. */
const OTHER_PHONES = 'other_phones'
const OTHER_EMAILS = 'other_emails'

/** Reads line after line. Every refusal of a line comes at once. */
export function rowReader(
  columns: readonly Column[],
  context: ImportContext,
): (cells: readonly string[], line: number) => RowRead {
  const places = placesOf(columns, context.answers.leaveOut)
  return (cells, line) => new Row(cells, places, context).read(line)
}

class Row {
  private readonly refusals: RowRefusal[] = []
  private readonly warnings: RowRefusal[] = []
  private readonly unknown: UnknownWord[] = []

  private readonly cells: readonly string[]
  private readonly columns: Places
  private readonly context: ImportContext

  constructor(cells: readonly string[], columns: Places, context: ImportContext) {
    this.cells = cells
    this.columns = columns
    this.context = context
  }

  read(line: number): RowRead {
    const custom = readCustom(this.cells, this.columns.custom, {
      refuse: (...refused) => void this.refuse(...refused),
      warn: (field, value) => void this.withoutError(field, value),
    })
    const { phone, written } = this.readPhone(custom)
    const { firstName, lastName } = this.readNames()
    // Every field by its name: an object that others are spread into takes four times as long to read a whole line.
    const lead = this.withLines({
      line,
      phone,
      written,
      firstName,
      lastName,
      email: this.readEmail(custom),
      status: this.readStatus(),
      tags: this.readTags(),
      closerId: this.mapped('closer', (text) => closerNamed(text, this.context.closers)),
      lastContactAt: this.date('lastContactAt'),
      createdAt: this.date('createdAt'),
      submittedAt: this.date('submittedAt'),
      optedOut: this.readOptOut(),
      timeZone: this.mapped('timeZone', readTimeZone),
      locale: this.mapped('locale', readLocale),
      externalId: this.text('externalId'),
      custom,
    })
    if (this.refusals.length === 0) return { ok: true, lead, warnings: this.warnings, unknown: this.unknown }
    const name = [firstName, lastName].filter(Boolean).join(' ')
    return { ok: false, name, refusals: this.refusals, unknown: this.unknown }
  }

  private cell(field: ImportField, at = this.columns.fields.get(field)?.[0]): string {
    const text = at === undefined ? '' : textOfCell(this.cells[at])
    return isCellError(text) ? this.withoutError(field, text) : text
  }

  private withoutError(field: string, value: string): string {
    this.warnings.push({ field, code: 'cell_error', value })
    return ''
  }

  private refuse(field: string, code: RowRefusalCode, value = '', detail?: string): null {
    const shown = value.slice(0, LONGEST_SHOWN)
    this.refusals.push({ field, code, ...(shown && { value: shown }), ...(detail && { detail }) })
    return null
  }

  private text(field: ImportField): string | null {
    const value = this.cell(field)
    const longest = longestOf(field)
    if (value.includes('\0')) return this.refuse(field, 'character_refused')
    if (longest !== null && value.length > longest) return this.refuse(field, 'too_long', value, String(longest))
    return value || null
  }

  /** The country of a line is that of its own column, else that of the file. */
  private readPhone(custom: Record<string, string>): { phone: string; written: string } {
    const country = this.mapped('country', countryOf) ?? this.context.country
    const cells = (this.columns.fields.get('phone') ?? []).map((at) => (this.cells[at] ?? '').trim())
    const read = readPhones(cells, country)
    if (!read.ok) {
      this.refuse('phone', read.code, read.written)
      return { phone: '', written: '' }
    }
    if (read.others.length > 0) custom[OTHER_PHONES] ??= read.others.join(', ').slice(0, LONGEST_CUSTOM)
    return { phone: read.phone, written: read.written }
  }

  private readNames(): { firstName: string | null; lastName: string | null } {
    const first = this.text('firstName')
    const last = this.text('lastName')
    const split = first === null || last === null ? this.splitName() : null
    const finish = (name: string, part: 'first' | 'last'): string | null =>
      (this.context.properNames ? properCase(name, part) : name) || null
    // The parts of a full name have lost their salutation: what still looks like one is an initial.
    const own = (name: string | null, part: string | undefined): string =>
      name === null ? (part ?? '') : withoutSalutation(name)
    return {
      firstName: finish(own(first, split?.firstName), 'first'),
      lastName: finish(own(last, split?.lastName), 'last'),
    }
  }

  private splitName(): { firstName: string; lastName: string } | null {
    const full = this.text('fullName')
    const reversed = full === null ? this.text('lastFirstName') : null
    if (full !== null) return splitFullName(full)
    return reversed === null ? null : splitFullName(reversed, 'last-first')
  }

  private withLines(rest: Omit<ImportedLead, PlainLine>): ImportedLead {
    const lead = rest as { -readonly [Field in keyof ImportedLead]: ImportedLead[Field] }
    for (const field of PLAIN_LINES) lead[field] = this.text(field)
    lead.source ??= this.context.source
    return lead
  }

  /** Of several addresses in a cell the first is the lead's; the others are kept as fields of one's own are. */
  private readEmail(custom: Record<string, string>): string | null {
    const text = this.text('email')
    if (text === null) return null
    const [first = null, ...others] = readEmails(text) ?? []
    if (first === null) return this.refuse('email', 'email_unreadable', text)
    if (others.length > 0) custom[OTHER_EMAILS] ??= others.join(', ')
    return first
  }

  private readStatus(): string | null {
    const { statuses, knownStatuses } = this.context
    return this.mapped('status', (text) => readStatus(text, statuses, knownStatuses) ?? null)
  }

  /** A word that is known, or that somebody has said the meaning of; otherwise the line waits for that. */
  private mapped(kind: Exclude<MappedKind, 'tag'>, read: (text: string) => string | null, at?: number): string | null {
    const text = this.cell(kind, at)
    if (text === '') return null
    const answers = this.context.answers[kind]
    const answer = answers.size > 0 ? answers.get(wordKey(text)) : undefined
    if (answer === null) return null
    const found = read(answer ?? text)
    if (found !== null) return found
    this.unknown.push({ kind, value: text.slice(0, LONGEST_SHOWN) })
    return this.refuse(kind, 'needs_mapping', text)
  }

  private readTags(): string[] | null {
    const text = this.cell('tags')
    if (text === '') return null
    const tags = [...new Set(splitTags(text).flatMap((tag) => this.tagMeant(tag) ?? []))]
    const isTooMuch = tags.length > MAX_TAGS || tags.some((tag) => tag.length > LONGEST_TAG)
    return isTooMuch ? this.refuse('tags', 'too_long', text, `${MAX_TAGS} × ${LONGEST_TAG}`) : tags
  }

  /** A tag that nobody has is taken as it is: what it means is asked, and nothing waits for the answer. */
  private tagMeant(tag: string): string | null {
    const { answers, tags, asksForNewTags } = this.context
    const key = wordKey(tag)
    const answer = answers.tag.get(key)
    if (answer !== undefined) return answer
    const same = tags.get(key)
    if (same === undefined ? asksForNewTags : same !== tag)
      this.unknown.push({ kind: 'tag', value: tag.slice(0, LONGEST_SHOWN) })
    return tag
  }

  private date(field: 'lastContactAt' | 'createdAt' | 'submittedAt'): number | null {
    const text = this.cell(field)
    const { dateOrder: order, isFrom1904, toInstant, now } = this.context
    const read = readDate(text, { order, isFrom1904, toInstant, now })
    if (read === null) return null
    if (!read.ok) return this.refuse(field, 'date_unreadable', text)
    if (read.at > now + CLOCK_TOLERANCE_MS && isHappened(field)) return this.refuse(field, 'date_in_future', text)
    if (isInOtherOrder(text, order)) this.warnings.push({ field, code: 'date_other_order', value: text })
    if (read.isImplausible) this.warnings.push({ field, code: 'date_implausible', value: text.slice(0, LONGEST_SHOWN) })
    return read.at
  }

  /** Tools keep one for e-mails, one for calls, one for texts: whoever wants none of one kind is left alone. */
  private readOptOut(): boolean | null {
    const places = this.columns.fields.get('optedOut') ?? []
    const words = places.flatMap((at) => this.mapped('optedOut', readOptOut, at) ?? [])
    return words.length === 0 ? null : words.includes('yes')
  }
}
