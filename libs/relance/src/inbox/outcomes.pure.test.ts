import { contactOf, endOf, leadPatchOf, moveOfOutcome, type Outcome, OUTCOMES } from './outcomes.pure.ts'
import { REASONS } from '../ground/reasons.ts'
import { RELANCE_STATES, type RelanceState } from '../ground/relance-states.ts'

const ALL = Object.keys(OUTCOMES) as Outcome[]
const STATUSES = new Set(['new', 'meeting', 'won', 'lost'])

it.each<[Outcome, object, string | null, string | null]>([
  ['replied', {}, 'message', 'replied'],
  ['meeting', { status: 'meeting' }, 'meeting', 'replied'],
  ['won', { status: 'won' }, 'other', 'won'],
  ['lost', { status: 'lost' }, 'other', 'lost'],
  ['no_answer', {}, null, null],
  ['wrong_number', { wrongNumberAt: 7 }, null, null],
  ['never_contact_again', { optedOutAt: 7 }, null, null],
])('%s changes the lead, counts as a contact and ends cadences as it should', (outcome, patch, contact, end) => {
  expect(leadPatchOf(outcome, STATUSES, 7)).toEqual(patch)
  expect(contactOf(outcome)).toBe(contact)
  expect(endOf(outcome)).toBe(end)
})

it('a status that the company does not have is left alone', () => {
  expect(leadPatchOf('won', new Set(['new']), 7)).toEqual({})
})

it('what ends a cadence by an answer ends it for good', () => {
  for (const outcome of ALL) {
    const end = endOf(outcome)
    if (end) expect([outcome, REASONS[end]]).toEqual([outcome, { effect: 'end', isReversible: false }])
  }
})

describe('an outcome told of an item', () => {
  const OPEN: readonly RelanceState[] = ['due', 'snoozed', 'opened']

  it('that was opened sends it, unless it could not be sent', () => {
    const unsent = ALL.filter((outcome) => moveOfOutcome('opened', outcome) === 'skip')
    expect(unsent).toEqual(['wrong_number', 'never_contact_again'])
    expect(ALL.filter((outcome) => moveOfOutcome('opened', outcome) === 'sent')).toHaveLength(ALL.length - 2)
  })

  it('that nobody has opened skips it, whatever came of it', () => {
    for (const state of ['due', 'snoozed'] as const) {
      for (const outcome of ALL) expect(moveOfOutcome(state, outcome)).toBe('skip')
    }
  })

  it('that is settled moves it nowhere', () => {
    for (const state of RELANCE_STATES.filter((one) => !OPEN.includes(one))) {
      for (const outcome of ALL) expect(moveOfOutcome(state, outcome)).toBeNull()
    }
  })
})
