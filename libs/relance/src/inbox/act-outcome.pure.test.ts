/** What came of a relance, as a person tells it. NOW is a Tuesday, 10:00 in Paris. */
import { type Action, decideCorrection, type Item } from './act.pure.ts'
import { act, anItem, bob, patchOf, refusedOf } from './test/acting.ts'
import { aPlan, NOW } from '../decide/test/cases.ts'
import { DAY } from '../ground/time.ts'

describe('what came of it', () => {
  const told = (outcome: Item['outcome'] & string): Action => ({ kind: 'outcome', outcome })

  it('sends what was opened, and ends what stops on a reply', () => {
    expect(patchOf({ state: 'opened' }, told('replied'))).toEqual({
      ...{ state: 'sent', pacedAt: NOW, nextDueAt: NOW + 3 * DAY },
      ...{ outcome: 'replied', contact: 'message', lead: {}, ends: 'replied' },
    })
  })

  it('skips what was not opened, and marks the lead', () => {
    expect(patchOf({}, told('wrong_number'))).toEqual({
      ...{ state: 'skipped', outcome: 'wrong_number', lead: { wrongNumberAt: NOW } },
    })
  })

  it('leaves the end to the status of the lead, where that closes it', () => {
    expect(patchOf({ state: 'opened' }, told('won'))).toMatchObject({ lead: { status: 'won' } })
    expect(patchOf({ state: 'opened' }, told('won'))).not.toHaveProperty('ends')
    const plan = { openStatuses: new Set(['won', 'contacted']) }
    expect(patchOf({ state: 'opened' }, told('won'), { plan })).toMatchObject({ lead: { status: 'won' }, ends: 'won' })
    // A status that the company does not have cannot close anything.
    const sent = { state: 'sent', pacedAt: NOW, nextDueAt: NOW + 3 * DAY }
    expect(patchOf({ state: 'opened' }, told('lost'))).toEqual({
      ...{ ...sent, outcome: 'lost', contact: 'other', lead: {}, ends: 'lost' },
    })
  })

  it.each(['sent', 'accepted', 'delivered', 'read', 'skipped'] as const)('may be told of what is %s', (state) => {
    expect(patchOf({ state }, told('no_answer'))).toEqual({ state, outcome: 'no_answer', lead: {} })
  })

  it('may be told of what a channel has sent', () => {
    expect(patchOf({ channel: 'whatsapp', state: 'delivered' }, told('replied'))).toMatchObject({
      state: 'delivered',
      outcome: 'replied',
    })
  })

  it.each(['superseded', 'expired', 'withdrawn', 'queued', 'sending', 'failed', 'unknown'] as const)(
    'cannot be told of what is %s',
    (state) => {
      expect(refusedOf({ state }, told('replied'))).toEqual({ why: 'move_refused', state })
    },
  )

  it('told again changes nothing, whoever tells it', () => {
    expect(act({ state: 'sent', outcome: 'replied' }, told('replied'), { person: bob })).toEqual({ kind: 'unchanged' })
    expect(act({ state: 'sent', outcome: 'replied' }, told('won')).kind).toBe('change')
  })
})

describe('a correction', () => {
  const corrected = (item: Partial<Item>, outcome: 'replied' | 'no_answer') =>
    decideCorrection(anItem(item), outcome, aPlan(), NOW)

  it('is accepted in whatever state the relance is, and the same one changes nothing', () => {
    expect(corrected({ state: 'withdrawn', outcome: 'replied' }, 'replied')).toEqual({ kind: 'unchanged' })
    expect(corrected({ state: 'withdrawn', outcome: 'replied' }, 'no_answer')).toEqual({
      kind: 'change',
      patch: { state: 'withdrawn', outcome: 'no_answer', lead: {} },
    })
  })

  it('has the next step count from when the message was sent', () => {
    const sentAt = NOW - DAY
    expect(corrected({ state: 'sent', sentAt }, 'no_answer')).toMatchObject({ patch: { nextDueAt: sentAt + 3 * DAY } })
    expect(corrected({ state: 'opened', sentAt }, 'replied')).toMatchObject({
      patch: { state: 'sent', pacedAt: NOW, nextDueAt: sentAt + 3 * DAY },
    })
  })
})
