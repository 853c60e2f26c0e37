import fc from 'fast-check'
import { capEndsAt, effectOfContact, gapEndsAt, lastSpokenAt, restartedAt } from './pacing.ts'
import { aFrequency, aLead, aPlan, aRule, NOW } from './test/cases.ts'
import { DAY, HOUR } from '../ground/time.ts'

const at = (hours: number): number => NOW + hours * HOUR
const delivered = (id: string, hours: number, other = {}) => ({ id, at: at(hours), isFailed: false, ...other })
const spoken = (lead: Parameters<typeof aLead>[0]) => lastSpokenAt(aLead(lead), NOW)

describe('the minimum gap counts from', () => {
  it('nothing, while nothing was said', () => {
    expect(spoken({})).toBeNull()
    expect(gapEndsAt(aLead(), { minimumGapMs: HOUR }, NOW)).toBeNull()
  })

  it('the later of the last contact and the last relance', () => {
    expect(spoken({ lastContactAt: at(-5) })).toBe(at(-5))
    expect(spoken({ lastRelanceAt: at(-5) })).toBe(at(-5))
    expect(spoken({ lastContactAt: at(-5), lastRelanceAt: at(-7) })).toBe(at(-5))
    expect(spoken({ lastContactAt: at(-7), lastRelanceAt: at(-5) })).toBe(at(-5))
    expect(gapEndsAt(aLead({ lastContactAt: at(-5) }), { minimumGapMs: 20 * HOUR }, NOW)).toBe(at(15))
  })

  it('the relances that count, where they are known one by one', () => {
    const recent = [delivered('a', -9), delivered('b', 4)]
    expect(spoken({ recent, lastRelanceAt: at(-5) })).toBe(at(4))
    expect(spoken({ recent: [], lastRelanceAt: at(-5) })).toBeNull()
    expect(spoken({ recent: [], lastRelanceAt: at(-5), lastContactAt: at(-9) })).toBe(at(-9))
  })

  it('no relance that nobody has acted on by its expiry: it did not reach the lead', () => {
    expect(spoken({ recent: [delivered('a', -9, { countsUntil: NOW })] })).toBeNull()
    expect(spoken({ recent: [delivered('a', -9, { countsUntil: NOW + 1 })] })).toBe(at(-9))
    expect(spoken({ recent: [delivered('a', -9, { countsUntil: null })] })).toBe(at(-9))
  })
})

describe('a cap of relances over rolling days', () => {
  const caps = (recent: ReturnType<typeof delivered>[], ...relanceCaps: { count: number; days: number }[]) =>
    capEndsAt({ recent }, { relanceCaps }, NOW)

  it('holds nobody where there is none', () => {
    expect(caps([delivered('a', -1)])).toBeNull()
    expect(capEndsAt({}, {}, NOW)).toBeNull()
    expect(capEndsAt({}, { relanceCaps: [{ count: 1, days: 1 }] }, NOW)).toBeNull()
  })

  it('lets go when the oldest of the relances that fill it is so many days old', () => {
    expect(caps([delivered('b', -30), delivered('a', -60)], { count: 2, days: 7 })).toBe(at(-60) + 7 * DAY)
    expect(caps([delivered('a', -60), delivered('b', -30)], { count: 2, days: 7 })).toBe(at(-60) + 7 * DAY)
    expect(caps([delivered('a', -30)], { count: 2, days: 7 })).toBeNull()
    // Of more than two, the latest two fill it.
    expect(caps([delivered('a', -90), delivered('b', -60), delivered('c', -30)], { count: 2, days: 7 })).toBe(
      at(-60) + 7 * DAY,
    )
  })

  it('of several, the one that lets go last decides', () => {
    const recent = [delivered('a', -60), delivered('b', -30)]
    expect(caps(recent, { count: 1, days: 2 }, { count: 2, days: 7 })).toBe(at(-60) + 7 * DAY)
    expect(caps(recent, { count: 2, days: 3 }, { count: 1, days: 2 })).toBe(at(-30) + 2 * DAY)
  })

  it('does not count what failed, or expired before anybody acted on it', () => {
    const cap = { count: 1, days: 7 }
    expect(caps([delivered('a', -1, { isFailed: true })], cap)).toBeNull()
    expect(caps([delivered('a', -1, { countsUntil: NOW })], cap)).toBeNull()
    expect(caps([delivered('a', -1, { countsUntil: NOW + 1 })], cap)).toBe(at(-1) + 7 * DAY)
  })

  it('never lets more than its count through within its days', () => {
    const instants = fc.array(fc.integer({ min: -400, max: 0 }), { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(instants, fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 14 }), (hours, count, days) => {
        const end =
          caps(
            hours.map((one, n) => delivered(`${n}`, one)),
            { count, days },
          ) ?? -Infinity
        const within = (from: number) => hours.filter((one) => at(one) > from - days * DAY).length
        expect(within(Math.max(end, NOW))).toBeLessThan(count)
        if (end > NOW) expect(within(end - 1)).toBeGreaterThanOrEqual(count)
      }),
    )
  })
})

describe('after a contact by us', () => {
  // Step 2 comes three days after step 1. The minimum gap is 20 hours.
  const context = { lead: aLead(), plan: aPlan() }
  const past = { firstRecordedAt: at(-40), deliveredAt: at(-30), contactedAt: at(-10) }
  const effect = (onContact: 'restart_delay' | 'stop' | 'ignore' | undefined, known = past, step = 2) =>
    effectOfContact(aRule('r', onContact && { onContact }), step, known, context)

  it('the step to come counts its delay from the contact', () => {
    expect(effect('restart_delay')).toEqual({ kind: 'restart', dueAt: at(-10) + 3 * DAY })
  })

  it('a delay shorter than the minimum gap gives way to the gap', () => {
    const steps = [{ after: { value: 1, unit: 'days' as const } }, { after: { value: 2, unit: 'hours' as const } }]
    const rule = aRule('r', { frequency: aFrequency({ steps }) })
    expect(restartedAt(rule, 2, NOW, context)).toBe(at(20))
    expect(restartedAt(rule, 1, NOW, context)).toBe(at(24))
    // A cadence that has become shorter has no such step: the gap alone counts.
    expect(restartedAt(rule, 3, NOW, context)).toBe(at(20))
    expect(restartedAt(rule, 3, NOW, { ...context, plan: aPlan([], { minimumGapMs: 0 }) })).toBe(NOW)
  })

  it('that came before the last delivery, the dates stay', () => {
    expect(effect('restart_delay', { ...past, contactedAt: at(-30) })).toBeNull()
    expect(effect('restart_delay', { ...past, contactedAt: at(-30) + 1 })).not.toBeNull()
    expect(effect('restart_delay', { ...past, deliveredAt: null as unknown as number })).toBeNull()
  })

  it('a rule that stops on contact ends the episode, if the contact came after its first relance', () => {
    expect(effect('stop')).toEqual({ kind: 'stop' })
    expect(effect('stop', { ...past, contactedAt: at(-40) })).toBeNull()
    expect(effect('stop', { ...past, firstRecordedAt: null as unknown as number })).toBeNull()
  })

  it.each(['ignore', undefined] as const)('a rule that ignores contacts (%s) keeps its dates', (onContact) => {
    expect(effect(onContact)).toBeNull()
  })

  it.each(['restart_delay', 'stop'] as const)(
    'nothing happens (%s) without a contact, or before step 2: step 1 counts from the last contact anyway',
    (onContact) => {
      expect(effect(onContact, { ...past, contactedAt: null as unknown as number })).toBeNull()
      expect(effect(onContact, past, 1)).toBeNull()
    },
  )
})
