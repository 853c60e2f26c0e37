/** The history of a lead reads as one conversation: nothing that was said is missing, and nothing is told twice. */
import type { TimelineEntry } from '@relance/contract'
import { daysOf, streamOf } from './stream.ts'

const MORNING = Date.parse('2026-11-27T09:00:00Z')

/** `minute` of that morning. */
const entry = (minute: number, kind: TimelineEntry['kind'], rest: Partial<TimelineEntry> = {}): TimelineEntry => ({
  id: `${kind} ${minute}`,
  at: new Date(MORNING + minute * 60_000).toISOString(),
  kind,
  relanceId: null,
  actorName: null,
  action: null,
  isUndone: false,
  state: null,
  message: null,
  reason: null,
  details: null,
  cost: null,
  episode: null,
  fields: [],
  ...rest,
})
const byAda = { actorName: 'Ada' }
/** As the server tells it: the newest first. */
const told = (...entries: TimelineEntry[]) => streamOf([...entries].reverse())
const shown = (...entries: TimelineEntry[]) => told(...entries).map(({ kind, entry: { id } }) => `${kind} ${id}`)

it('puts messages, calls, notes and changes in one order, the newest last', () => {
  expect(
    shown(
      entry(0, 'imported', { action: 'created' }),
      entry(1, 'received'),
      entry(2, 'contact', { action: 'call outbound' }),
      entry(3, 'note'),
      entry(4, 'answer'),
    ),
  ).toEqual(['event imported 0', 'said received 1', 'event contact 2', 'note note 3', 'said answer 4'])
})

it('shows a relance once, when it left and by whom: opening and confirming are told by its bubble', () => {
  const relance = entry(0, 'relance', { id: 'r', state: 'sent' })
  const of = { relanceId: 'r', ...byAda }
  const items = told(
    relance,
    entry(5, 'action', { action: 'open', ...of }),
    entry(6, 'contact', { action: 'call outbound' }),
    entry(7, 'action', { action: 'sent', ...of }),
  )
  expect(items.map(({ kind, entry: { id }, by }) => [kind, id, by])).toEqual([
    ['event', 'contact 6', null],
    ['said', 'r', 'Ada'],
  ])
  expect(items[1]?.at).toBe(new Date(MORNING + 7 * 60_000).toISOString())
})

it('a confirmation that was taken back is none', () => {
  const [item] = told(
    entry(0, 'relance', { id: 'r', state: 'opened' }),
    entry(7, 'action', { action: 'sent', relanceId: 'r', isUndone: true }),
  )
  expect([item?.kind, item?.by, item?.at]).toEqual(['draft', null, new Date(MORNING).toISOString()])
})

it.each([
  ['due', 'draft'],
  ['queued', 'draft'],
  ['sent', 'said'],
  ['failed', 'said'],
  ['skipped', 'event'],
  ['expired', 'event'],
])('a relance that is %s is a %s', (state, kind) => {
  expect(told(entry(0, 'relance', { state }))[0]?.kind).toBe(kind)
})

it('what is not sent yet comes last, whenever it was planned', () => {
  expect(shown(entry(0, 'relance', { state: 'due' }), entry(1, 'received'))).toEqual([
    'said received 1',
    'draft relance 0',
  ])
})

it('a message sent by itself carries when it was read, what it cost, and what went wrong', () => {
  const of = { relanceId: 'r' }
  const cost = { amount: 0.08, currency: 'EUR' }
  const [item, ...others] = told(
    entry(0, 'relance', { id: 'r', state: 'read' }),
    entry(1, 'send', { action: 'accepted', ...of }),
    entry(2, 'send', { action: 'delivered', cost, ...of }),
    entry(3, 'send', { action: 'read', ...of }),
  )
  expect(others).toEqual([])
  expect(item?.track).toEqual({ readAt: new Date(MORNING + 3 * 60_000).toISOString(), trouble: null, cost })
  const failure = entry(2, 'send', { action: 'failed', ...of })
  expect(told(entry(0, 'relance', { id: 'r', state: 'failed' }), failure)[0]?.track.trouble).toBe(failure)
})

it('the date of the last contact that a call has moved is no line of its own; one changed by hand is', () => {
  const field = { field: 'lastContactAt', before: null, after: '' }
  const change = entry(3, 'change', { action: 'updated', fields: [field], ...byAda })
  expect(shown(entry(3, 'contact', byAda), change)).toEqual(['event contact 3'])
  expect(shown(entry(1, 'contact', byAda), change)).toEqual(['event contact 1', 'event change 3'])
  const status = { field: 'status', before: 'new', after: 'meeting' }
  expect(shown(entry(3, 'contact', byAda), { ...change, fields: [field, status] })).toContain('event change 3')
})

it('is told by days; what is to come stays under the last one', () => {
  const days = daysOf(told(entry(0, 'received'), entry(24 * 60, 'note'), entry(48 * 60, 'relance', { state: 'due' })))
  expect(days.map(({ items }) => items.map(({ kind }) => kind))).toEqual([['said'], ['note', 'draft']])
})
