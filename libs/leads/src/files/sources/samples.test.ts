/** Each known source, read from a file made after its documented format: recognised, every line a lead, the right number. */
import { createReadStream, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { openLeads } from '../../import/file/open-leads.ts'
import { findDateOrder } from '../../import/file/date-order.ts'
import { answersOf } from '../../import/row/answers.ts'
import type { ImportedLead } from '../../import/row/imported-lead.ts'
import { rowReader } from '../../import/row/read-row.ts'
import { UNASKED } from '../records.ts'
import { SOURCES } from './index.ts'

const FOLDER = join(__dirname, '../samples')
const STATUSES = ['new', 'contacted', 'meeting', 'proposal', 'won', 'lost']

const GUESS = { country: 'FR', statuses: STATUSES, now: Date.parse('2026-03-02T09:00:00Z') }

async function readSample(name: string) {
  const path = join(FOLDER, name)
  const file = { path, open: () => createReadStream(path) }
  const read = await openLeads(file, GUESS)
  if (!read.ok) throw new Error(read.refusal.code)
  const { table, source, columns } = read.opened
  const placed = columns.map(({ column }) => column)
  const again = async () => {
    const other = await openLeads(file, GUESS)
    return other.ok ? other.opened.table : null
  }
  const order = await findDateOrder(again, placed, { source, country: 'FR', reading: UNASKED })
  const readRow = rowReader(placed, {
    country: 'FR',
    statuses: STATUSES,
    knownStatuses: source?.statuses ?? {},
    closers: new Map([
      ['ada lemaire', 'ada'],
      ['ada@demo.invalid', 'ada'],
    ]),
    tags: new Map(),
    asksForNewTags: true,
    answers: answersOf({
      status: {
        Open: 'contacted',
        Ouvert: 'contacted',
        'Open - Not Contacted': 'new',
        Qualified: 'meeting',
        'Attempted to Contact': 'contacted',
        Qualifié: 'meeting',
        'Lead In': 'new',
        Prospection: 'new',
      },
      timeZone: { 'Eastern Time - US & Canada': 'America/New_York' },
    }),
    dateOrder: order?.order ?? 'dmy',
    isFrom1904: false,
    source: null,
    properNames: false,
    toInstant: (local) => local,
    now: Date.parse('2026-03-02T09:00:00Z'),
  })
  const leads: ImportedLead[] = []
  const refused: unknown[] = []
  for await (const line of table.records(UNASKED)) {
    const row = 'refusal' in line ? line : readRow(line.cells, line.line)
    if ('ok' in row && row.ok) leads.push(row.lead)
    else refused.push(row)
  }
  return { source: source?.id ?? null, leads, refused, order }
}

const samples = readdirSync(FOLDER)
  .filter((name) => !name.endsWith('.md'))
  .sort()

it.each(samples)('reads %s', async (name) => {
  const { source, leads, refused } = await readSample(name)
  expect(refused).toEqual([])
  expect(source).toBe(/^list/.test(name) ? null : (name.split('-')[0] ?? ''))
  expect(leads.map((lead) => [lead.phone, lead.firstName, lead.lastName, lead.email])).toEqual([
    ['+33639980011', 'Zoé', 'Martin', 'zoe@demo.invalid'],
    ['+33639980012', 'Léo', 'Petit', 'leo@demo.invalid'],
  ])
})

it('every source that is described has a sample', () => {
  const known = new Set(samples.map((name) => name.split('-')[0]))
  for (const { id } of SOURCES) expect(known).toContain(id)
})

it('what a form brings says when it was sent', async () => {
  for (const name of samples.filter((one) => /^(meta|calendly|typeform|systeme)/.test(one))) {
    const { leads } = await readSample(name)
    for (const { submittedAt } of leads) expect(new Date(submittedAt ?? 0).toISOString()).toMatch(/^2026-0[12]-/)
  }
})
