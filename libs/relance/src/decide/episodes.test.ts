import fc from 'fast-check'
import {
  anchorAt,
  comebackOf,
  DEFAULT_REENTRY,
  type Enrolment,
  latestReturn,
  NO_REENTRY,
  readReentry,
  type Reentry,
  reentrySchema,
  silenceMs,
  silenceInstants,
  stepOneDueAt,
  wasReopened,
} from './episodes.ts'
import { aFrequency, aLead, anEnrolment, NOW } from './test/cases.ts'
import type { LeadFacts } from '../ground/lead-facts.ts'
import { DAY, HOUR } from '../ground/time.ts'

const on = (day: number): number => NOW + day * DAY
const paris = { timeZone: 'Europe/Paris', holidays: new Set<string>() }
/** Ended ten days ago, after the last step. */
const over = (enrolment: Partial<Enrolment> = {}): Enrolment =>
  anEnrolment({ state: 'ended', reason: 'last_step', nextDueAt: null, stoppedAt: on(-10), ...enrolment })
const monthly: Reentry = { on: [], afterSilence: { value: 30, unit: 'days' } }
const back = (lead: Partial<LeadFacts>, enrolment: Enrolment | null = over(), reentry = DEFAULT_REENTRY, now = NOW) =>
  comebackOf(aLead(lead), enrolment, reentry, now)

describe('a lead whose episode is over begins a new one', () => {
  it('when it was opened again', () => {
    expect(back({ reopenedAt: on(-2) })).toEqual({ by: 'reopened', at: on(-2) })
    expect(back({ reopenedAt: on(-2) }, over(), { on: ['submitted'], afterSilence: null })).toBeNull()
  })

  it('when it submitted again, counted from what it wrote rather than from when it arrived', () => {
    expect(back({ resubmittedAt: on(-2), submittedAt: on(-3) })).toEqual({ by: 'submitted', at: on(-3) })
    expect(back({ resubmittedAt: on(-2) })).toEqual({ by: 'submitted', at: on(-2) })
    expect(back({ resubmittedAt: on(-2) }, over(), { on: ['reopened'], afterSilence: null })).toBeNull()
  })

  it('by its submission, when that has opened it as well', () => {
    expect(back({ resubmittedAt: on(-2), submittedAt: on(-2), reopenedAt: on(-1) })?.by).toBe('submitted')
  })

  it('once only: a return that the episode has seen is no other', () => {
    expect(back({ reopenedAt: on(-2) }, over({ returnSeenAt: on(-2) }))).toBeNull()
    expect(back({ reopenedAt: on(-2) }, over({ returnSeenAt: on(-2) - 1 }))).not.toBeNull()
    expect(back({ resubmittedAt: on(-2) }, over({ returnSeenAt: on(-1) }))).toBeNull()
  })

  it('never where it was in no episode, or has not come back', () => {
    expect(back({ reopenedAt: on(-2), resubmittedAt: on(-2) }, null)).toBeNull()
    expect(back({})).toBeNull()
    expect(back({ reopenedAt: on(-2), resubmittedAt: on(-2) }, over(), NO_REENTRY)).toBeNull()
  })
})

describe('while an episode goes on', () => {
  it('a submission begins no other, a lead that was closed and is open again does', () => {
    expect(back({ resubmittedAt: on(-2) }, anEnrolment())).toBeNull()
    expect(back({ resubmittedAt: on(-2), reopenedAt: on(-2) }, anEnrolment())).toEqual({ by: 'reopened', at: on(-2) })
  })

  it('no silence does', () => {
    expect(
      back({ lastContactAt: on(-90) }, anEnrolment({ stoppedAt: on(-90), reason: 'last_step' }), monthly),
    ).toBeNull()
  })
})

describe('after a silence that the rule asks for', () => {
  const silent = (enrolment: Enrolment, lead: Partial<LeadFacts> = {}, now = NOW) => back(lead, enrolment, monthly, now)

  it('a lead begins anew, counted from the end of the silence', () => {
    const ended = over({ stoppedAt: on(-30) })
    expect(silent(ended)).toEqual({ by: 'silence', at: NOW })
    expect(silent(ended, {}, NOW - 1)).toBeNull()
    expect(silent(over({ stoppedAt: on(-40) }))).toEqual({ by: 'silence', at: on(-10) })
  })

  it('the silence counts from what was last said or written since', () => {
    const ended = over({ stoppedAt: on(-90) })
    expect(silent(ended, { lastContactAt: on(-29) })).toBeNull()
    expect(silent(ended, { lastContactAt: on(-31) })).toEqual({ by: 'silence', at: on(-1) })
    expect(silent(ended, { submittedAt: on(-35), lastContactAt: on(-60) })).toEqual({ by: 'silence', at: on(-5) })
    expect(
      silenceInstants(aLead({ lastContactAt: on(-60), submittedAt: on(-35) }), ended, { reentry: monthly }),
    ).toEqual([...[on(-60), on(-30), on(-5)]])
  })

  it.each(['replied', 'won', 'lost', 'last_step', 'not_resumed'] as const)('that follows the end by %s', (reason) => {
    expect(silent(over({ reason, stoppedAt: on(-90) }))?.by).toBe('silence')
  })

  it.each(['opted_out', 'wrong_number', 'erased', 'status_closed', 'held_out', null] as const)(
    'and never after %s',
    (reason) => {
      const ended = over({ reason, stoppedAt: on(-90) })
      expect(silent(ended)).toBeNull()
      expect(silenceInstants(aLead(), ended, { reentry: monthly })).toEqual([])
    },
  )

  it('nobody does where the rule asks for none, or the end is not known', () => {
    expect(back({}, over({ stoppedAt: on(-900) }))).toBeNull()
    expect(silenceInstants(aLead(), over(), {})).toEqual([])
    expect(silenceInstants(aLead(), over(), { reentry: DEFAULT_REENTRY })).toEqual([])
    expect(silent(over({ stoppedAt: null }), { lastContactAt: on(-90) })).toBeNull()
    expect(
      silenceInstants(aLead(), anEnrolment({ stoppedAt: on(-90), reason: 'last_step' }), { reentry: monthly }),
    ).toEqual([])
  })

  it('is counted in elapsed time', () => {
    expect(silenceMs({ value: 2, unit: 'weeks' })).toBe(14 * DAY)
    expect(silenceMs({ value: 3, unit: 'hours' })).toBe(3 * HOUR)
  })
})

it('the latest return is what an episode has seen', () => {
  expect(latestReturn(aLead())).toBeNull()
  expect(latestReturn(aLead({ reopenedAt: on(-3) }))).toBe(on(-3))
  expect(latestReturn(aLead({ reopenedAt: on(-3), resubmittedAt: on(-1) }))).toBe(on(-1))
  expect(wasReopened(aLead({ reopenedAt: on(-3) }), over({ returnSeenAt: on(-4) }))).toBe(true)
  expect(wasReopened(aLead({ reopenedAt: on(-3) }), over({ returnSeenAt: on(-3) }))).toBe(false)
  expect(wasReopened(aLead({ resubmittedAt: on(-3) }), over())).toBe(false)
})

describe('step 1 counts', () => {
  it('of a first episode from the last contact, else from the creation', () => {
    const lead = { createdAt: on(-9), submittedAt: on(-2), reopenedAt: on(-1) }
    expect(anchorAt(aLead(lead), null)).toBe(on(-9))
    expect(anchorAt(aLead({ ...lead, lastContactAt: on(-20) }), null)).toBe(on(-20))
  })

  it('of a later one from what came last: its beginning, a contact, a submission, a re-opening', () => {
    const anchor = (lead: Partial<LeadFacts>) => anchorAt(aLead({ createdAt: on(9), ...lead }), on(-5))
    expect(anchor({})).toBe(on(-5))
    expect(anchor({ lastContactAt: on(-6), submittedAt: on(-7), reopenedAt: on(-8) })).toBe(on(-5))
    expect(anchor({ lastContactAt: on(-4) })).toBe(on(-4))
    expect(anchor({ submittedAt: on(-3) })).toBe(on(-3))
    expect(anchor({ reopenedAt: on(-2) })).toBe(on(-2))
    // What a submission has opened was asked for when it was written, not when it arrived.
    expect(anchor({ reopenedAt: on(-2), resubmittedAt: on(-2), submittedAt: on(-4) })).toBe(on(-4))
  })

  it('and is due after its delay: three days later by the wall clock', () => {
    const due = (enrolment: Enrolment | null, comeback: Parameters<typeof stepOneDueAt>[2] = null) =>
      stepOneDueAt(aLead({ createdAt: on(-9) }), enrolment, comeback, aFrequency(), paris)
    expect(due(null)).toBe(on(-6))
    expect(due(anEnrolment({ begunAt: on(-5) }))).toBe(on(-2))
    expect(due(anEnrolment({ begunAt: on(-5), notBefore: on(-1) }))).toBe(on(-1))
    expect(due(anEnrolment({ begunAt: on(-5), notBefore: on(-3) }))).toBe(on(-2))
    // A new episode is not put off by what had put off the one before.
    expect(due(anEnrolment({ begunAt: on(-9), notBefore: on(5) }), { by: 'reopened', at: on(-4) })).toBe(on(-1))
  })
})

describe('what a rule says on returns', () => {
  const accepts = (stored: unknown): boolean => reentrySchema.safeParse(stored).success
  const silence = (value: unknown, unit = 'days') => ({ on: [], afterSilence: { value, unit } })

  it('is read as it was saved', () => {
    const saved = { on: ['submitted'], afterSilence: { value: 3, unit: 'weeks' } }
    expect(readReentry(saved)).toEqual(saved)
    expect(readReentry(DEFAULT_REENTRY)).toEqual({ on: ['reopened', 'submitted'], afterSilence: null })
  })

  it('is none in a version of before there were episodes', () => {
    expect(readReentry(undefined)).toEqual({ on: [], afterSilence: null })
    expect(readReentry({ on: ['moon'] })).toEqual({ on: [], afterSilence: null })
  })

  it('refuses an event twice, an unknown one, and a silence of nothing or of more than ten years', () => {
    expect(
      reentrySchema.safeParse({ on: ['submitted', 'submitted'], afterSilence: null }).error?.issues[0]?.message,
    ).toBe('repeated')
    expect(accepts({ on: ['silence'], afterSilence: null })).toBe(false)
    expect(accepts({ on: [], afterSilence: null, more: 1 })).toBe(false)
    expect(accepts(silence(1))).toBe(true)
    expect(accepts(silence(3_650))).toBe(true)
    const refused = [silence(0), silence(1.5), silence('2'), silence(3_651), silence(1, 'moons')]
    for (const one of refused) expect(reentrySchema.safeParse(one).error?.issues[0]?.message).toBe('silence_refused')
  })
})

it('no lead comes back twice for one return', () => {
  const maybe = fc.option(fc.integer({ min: on(-60), max: NOW }))
  const facts = fc.record({ lastContactAt: maybe, submittedAt: maybe, reopenedAt: maybe, resubmittedAt: maybe })
  fc.assert(
    fc.property(facts, maybe, (lead, returnSeenAt) => {
      if (!back(lead, over({ returnSeenAt }))) return
      const seen = latestReturn(aLead(lead))
      expect(back(lead, over({ returnSeenAt: seen }))).toBeNull()
    }),
  )
})
