import { answersOf, type GivenAnswers } from './answers.ts'
import { readHeader } from './header.ts'
import type { ImportContext } from './imported-lead.ts'
import { rowReader } from './read-row.ts'

const contextWith = (answers: GivenAnswers): ImportContext => ({
  country: 'FR',
  statuses: ['new'],
  knownStatuses: {},
  closers: new Map([['ada@demo.invalid', 'ada']]),
  tags: new Map(),
  asksForNewTags: false,
  answers: answersOf(answers),
  dateOrder: 'mdy',
  isFrom1904: false,
  source: null,
  properNames: false,
  toInstant: (local) => local,
  now: Date.parse('2026-12-01T00:00:00Z'),
})

/** A line with a phone and these cells, by their headings. */
function readLine(cells: Record<string, string>, answers: GivenAnswers = {}) {
  const header = ['Téléphone', ...Object.keys(cells)]
  return rowReader(readHeader(header), contextWith(answers))(['06 39 98 00 12', ...Object.values(cells)], 2)
}

const leadOf = (cells: Record<string, string>, answers?: GivenAnswers) => {
  const read = readLine(cells, answers)
  if (!read.ok) throw new Error(JSON.stringify(read.refusals))
  return read.lead
}

it.each([
  ['false', 'true', true],
  ['true', 'false', true],
  ['', 'yes', true],
  ['no', '', false],
  ['', '', null],
])('of several opt-outs one is enough, wherever it stands: %s, %s', (email, call, optedOut) =>
  expect(leadOf({ 'Email Opt Out': email, 'Do Not Call': call })).toMatchObject({ optedOut }),
)

it('a word that nobody knows is asked about in every column of opt-outs', () => {
  const cells = { 'Email Opt Out': 'no', 'Do Not Call': 'à voir' }
  expect(readLine(cells)).toMatchObject({ ok: false, unknown: [{ kind: 'optedOut', value: 'à voir' }] })
  expect(leadOf(cells, { optedOut: { 'à voir': 'yes' } })).toMatchObject({ optedOut: true })
})

it.each([
  'zoe@demo.invalid ::: z2@demo.invalid',
  'zoe@demo.invalid; z2@demo.invalid',
  'zoe@demo.invalid z2@demo.invalid',
])('of several addresses in a cell the first is taken, and none is lost: %s', (text) =>
  expect(leadOf({ 'E-mail': text })).toMatchObject({
    email: 'zoe@demo.invalid',
    custom: { other_emails: 'z2@demo.invalid' },
  }),
)

it('an address with words around it is refused, and never cut', () => {
  for (const text of ['zoe@demo.invalid (perso)', 'zoe @demo.invalid', 'zoe@demo.invalid, voir note'])
    expect(readLine({ 'E-mail': text })).toMatchObject({
      ok: false,
      refusals: [{ code: 'email_unreadable', value: text }],
    })
})

it('a date that can only be in the other order than its file is pointed out: its neighbours may be so unseen', () => {
  const warningsOf = (text: string) => {
    const read = readLine({ 'Date de création': text })
    return read.ok ? read.warnings : read.refusals
  }
  expect(warningsOf('28/5/2026')).toEqual([{ field: 'createdAt', code: 'date_other_order', value: '28/5/2026' }])
  expect(warningsOf('5/28/2026')).toEqual([])
  expect(warningsOf('5/6/2026')).toEqual([])
})

it('an initial behind a name is no salutation', () => {
  expect(leadOf({ 'Nom complet': 'Dupont M.' })).toMatchObject({ firstName: 'Dupont', lastName: 'M.' })
  expect(leadOf({ Prénom: 'Mme Zoé', Nom: 'M. Dupont' })).toMatchObject({ firstName: 'Zoé', lastName: 'Dupont' })
})

it.each(['ada@demo.invalid', 'Ada Lemaire (ada@demo.invalid)', 'Ada Lemaire <Ada@demo.invalid>'])(
  'who follows the lead is known by the address, also behind a name: %s',
  (text) => expect(leadOf({ Commercial: text })).toMatchObject({ closerId: 'ada' }),
)
