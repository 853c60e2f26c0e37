import { returnOf, storedOf } from './explained-episode.pure.ts'
import { aLead, anEnrolment, aRule, NOW } from '../../decide/test/cases.ts'
import { DAY } from '../../ground/time.ts'

const over = anEnrolment({ state: 'ended', reason: 'last_step', step: 3, stoppedAt: NOW - DAY, nextDueAt: null })
const reentry = { on: ['reopened' as const], afterSilence: { value: 10, unit: 'days' as const } }
const rule = aRule('r', { reentry })

it('an episode is told without what is the database’s own', () => {
  expect(storedOf(anEnrolment({ notBefore: 3, returnSeenAt: 4 }))).toEqual({
    ...{ episode: 1, begunBy: 'matched', begunAt: null, state: 'active', reason: null, step: 2, dueAt: NOW },
    ...{ nextDueAt: NOW, stoppedAt: null },
  })
})

it('while an episode goes on, or before the first, there is no way back to tell of', () => {
  expect(returnOf(rule, undefined, aLead(), NOW)).toBeNull()
  expect(returnOf(rule, anEnrolment(), aLead(), NOW)).toBeNull()
  expect(returnOf(rule, anEnrolment({ state: 'waiting', reason: 'rule_inactive' }), aLead(), NOW)).toBeNull()
})

it('what would begin the next is told, with when silence does, counted from what was last heard', () => {
  expect(returnOf(rule, over, aLead(), NOW)).toEqual({ by: null, on: ['reopened'], silentUntil: NOW + 9 * DAY })
  expect(returnOf(rule, over, aLead({ lastContactAt: NOW }), NOW)?.silentUntil).toBe(NOW + 10 * DAY)
  expect(returnOf(aRule(), over, aLead(), NOW)).toEqual({ by: null, on: [], silentUntil: null })
})

it('what has begun it is told', () => {
  expect(returnOf(rule, over, aLead({ reopenedAt: NOW }), NOW)?.by).toBe('reopened')
  expect(returnOf(rule, over, aLead(), NOW + 9 * DAY)?.by).toBe('silence')
  expect(returnOf(rule, over, aLead(), NOW + 9 * DAY - 1)?.by).toBeNull()
})
