import fc from 'fast-check'
import { isBehind, midwayOf, type RulePauses, resumedDueAt } from './pause.ts'
import { NOW } from '../test/cases.ts'
import { DAY, HOUR } from '../../ground/time.ts'

/** Paused for two days in all; it goes on since an hour. */
const pauses: RulePauses = { pausedMs: 2 * DAY, resumedAt: NOW - HOUR, midway: 'restart', midwayToMs: 2 * DAY }
const place = (pausedMs: number | undefined, step = 2, state = 'active') => ({
  step,
  state,
  dueAt: NOW + 5 * HOUR,
  ...(pausedMs !== undefined && { pausedMs }),
})

it('a date is behind while it allows for less than all pauses of its rule', () => {
  expect(isBehind(place(DAY), pauses)).toBe(true)
  expect(isBehind(place(0), pauses)).toBe(true)
  expect(isBehind(place(2 * DAY), pauses)).toBe(false)
  expect(isBehind(place(undefined), pauses)).toBe(false)
  expect(isBehind(place(DAY), undefined)).toBe(false)
})

describe('a rule that is switched on again treats as chosen', () => {
  it('the leads that were in mid-cadence', () => {
    expect(midwayOf(place(0), pauses)).toBe('restart')
    expect(midwayOf(place(0, 2, 'waiting'), { ...pauses, midway: 'end' })).toBe('end')
  })

  it('nobody before the first relance, nobody whose episode is over', () => {
    expect(midwayOf(place(0, 1), pauses)).toBe('continue')
    expect(midwayOf(place(0, 2, 'ended'), pauses)).toBe('continue')
  })

  it('nobody who has gone on already, or was paused after the choice', () => {
    expect(midwayOf(place(2 * DAY), pauses)).toBe('continue')
    expect(midwayOf(place(DAY), { ...pauses, midwayToMs: DAY })).toBe('continue')
    expect(midwayOf(place(DAY - 1), { ...pauses, midwayToMs: DAY })).toBe('restart')
    expect(midwayOf(place(undefined), pauses)).toBe('continue')
    expect(midwayOf(place(0), undefined)).toBe('continue')
  })
})

describe('a step of a rule that goes on is due', () => {
  it('after what was left of its delay when the rule was paused', () => {
    // 5 hours from now, put off by the day of pauses that its date does not allow for.
    expect(resumedDueAt(place(DAY), pauses, NOW)).toBe(NOW + 5 * HOUR + DAY)
    expect(resumedDueAt(place(undefined), pauses, NOW)).toBe(NOW + 5 * HOUR + 2 * DAY)
  })

  it('when the pause ended, where it was overdue', () => {
    const overdue = { ...place(DAY), dueAt: NOW - 9 * DAY }
    expect(resumedDueAt(overdue, pauses, NOW)).toBe(NOW - HOUR)
    expect(resumedDueAt(overdue, { ...pauses, resumedAt: null }, NOW)).toBe(NOW)
    // A clock that was ahead is not believed.
    expect(resumedDueAt(overdue, { ...pauses, resumedAt: NOW + HOUR }, NOW)).toBe(NOW)
  })

  it('never before it would have been without the pause', () => {
    const instant = fc.integer({ min: NOW - 40 * DAY, max: NOW + 40 * DAY })
    fc.assert(
      fc.property(instant, fc.integer({ min: 0, max: 2 * DAY }), (dueAt, pausedMs) => {
        expect(resumedDueAt({ dueAt, pausedMs }, pauses, NOW)).toBeGreaterThanOrEqual(dueAt)
      }),
    )
  })
})
