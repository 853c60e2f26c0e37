/** Who is told, and when: every case with its own clock and zone. */
import { HOUR, MINUTE, SECOND } from '@relance/relance/core'
import {
  BUNDLE_MS,
  decideContent,
  decideDigest,
  type DigestPerson,
  decideNotice,
  GATHER_MS,
  type Person,
} from './decide-notices.pure.ts'

const at = (text: string): number => Date.parse(text)
/** 10:00 in Paris, a Tuesday. */
const TUESDAY = at('2026-03-10T09:00:00Z')
const WORKING = { days: [1, 2, 3, 4, 5], from: '08:00', to: '19:00' }

const CAMILLE: Person = {
  window: WORKING,
  timeZone: 'Europe/Paris',
  holidays: new Set(),
  isAbsent: false,
  toldAt: null,
  fresh: 1,
  since: 0,
}
const decide = (changed: Partial<Person>, now = TUESDAY) =>
  decideNotice({ ...CAMILLE, since: now - 5 * MINUTE, ...changed }, now)
const why = (changed: Partial<Person>, now = TUESDAY) => {
  const decision = decide(changed, now)
  return decision.kind === 'tell' ? 'tell' : decision.why
}

it('tells what is due within the hours, and says when they end', () => {
  expect(decide({})).toEqual({ kind: 'tell', closesAt: TUESDAY + 4 * HOUR })
  const evening = at('2026-03-10T17:30:00Z')
  expect(decide({}, evening)).toEqual({ kind: 'tell', closesAt: at('2026-03-10T18:00:00Z') })
})

it.each<[string, Partial<Person>, string]>([
  ['nothing', { fresh: 0 }, 'nothing new'],
  ['absent', { isAbsent: true }, 'away: somebody stands in, or it waits'],
  ['gathering', { since: TUESDAY - GATHER_MS + 1 }, 'a run is still recording'],
  ['bundling', { toldAt: TUESDAY - BUNDLE_MS + 1 }, 'told less than a minute ago'],
  ['tell', { toldAt: TUESDAY - BUNDLE_MS }, 'a minute later'],
  ['tell', { toldAt: TUESDAY + HOUR }, 'told in the future, by a wrong clock'],
])('%s: %j', (expected, changed) => {
  expect(why(changed)).toBe(expected)
})

it('within a minute several relances are one bundle, and the next one comes when the minute is over', () => {
  const told: number[] = []
  let toldAt: number | null = null
  let fresh = 0
  // One relance every second for two minutes.
  for (let now = TUESDAY; now < TUESDAY + 2 * MINUTE; now += SECOND) {
    fresh++
    const decision = decide({ fresh, toldAt, since: now - fresh * SECOND }, now)
    if (decision.kind !== 'tell') continue
    told.push(now - TUESDAY)
    toldAt = now
    fresh = 0
  }
  expect(told).toEqual([0, 60_000])
})

describe('the hours', () => {
  it.each([
    ['before', '2026-03-10T06:59:59Z', '2026-03-10T07:00:00Z'],
    ['after', '2026-03-10T18:00:00Z', '2026-03-11T07:00:00Z'],
    ['on Saturday', '2026-03-14T09:00:00Z', '2026-03-16T07:00:00Z'],
  ])('%s they wait for the next opening', (_, now, until) => {
    expect(decide({}, at(now))).toEqual({ kind: 'wait', why: 'closed', until: at(until) })
  })

  it('a holiday is no working day', () => {
    expect(decide({ holidays: new Set(['2026-03-10']) })).toEqual({
      kind: 'wait',
      why: 'closed',
      until: at('2026-03-11T07:00:00Z'),
    })
  })

  it('are those of the closer’s own zone', () => {
    expect(why({ timeZone: 'America/Guadeloupe' })).toBe('closed')
    expect(why({ timeZone: 'America/Guadeloupe' }, at('2026-03-10T12:00:00Z'))).toBe('tell')
    expect(why({ timeZone: 'Indian/Reunion' }, at('2026-03-10T04:00:00Z'))).toBe('tell')
  })

  it('keep the wall clock when the clocks change', () => {
    const sundays = { window: { days: [7], from: '08:00', to: '19:00' } }
    // 29 March 2026: 08:00 in Paris is 06:00 UTC from then on, and 07:00 until then.
    expect(why(sundays, at('2026-03-29T05:59:59Z'))).toBe('closed')
    expect(why(sundays, at('2026-03-29T06:00:00Z'))).toBe('tell')
    expect(decide(sundays, at('2026-03-28T22:00:00Z'))).toMatchObject({ until: at('2026-03-29T06:00:00Z') })
    expect(decide({}, at('2026-10-23T18:00:00Z'))).toMatchObject({ until: at('2026-10-26T07:00:00Z') })
  })

  it('an hour that does not exist opens when the clocks have changed', () => {
    const night = { window: { days: [7], from: '02:00', to: '04:00' } }
    expect(decide(night, at('2026-03-28T22:00:00Z'))).toMatchObject({ until: at('2026-03-29T01:00:00Z') })
  })
})

describe('what is said when it is sent', () => {
  const sending = { open: 3, fresh: 1, opens: 'a1', closesAt: TUESDAY + HOUR }

  it('counts what is open by then, and leads to the only new one', () => {
    expect(decideContent(sending, TUESDAY)).toEqual({ open: 3, fresh: 1, path: '/#/inbox/a1', ttlSeconds: 3_600 })
    expect(decideContent({ ...sending, opens: null }, TUESDAY)).toMatchObject({ path: '/#/inbox' })
    expect(decideContent({ ...sending, fresh: 5 }, TUESDAY)).toMatchObject({ open: 3, fresh: 3 })
  })

  it('is nothing when all is settled meanwhile, or the hours are over', () => {
    expect(decideContent({ ...sending, open: 0 }, TUESDAY)).toBeNull()
    expect(decideContent({ ...sending, closesAt: TUESDAY }, TUESDAY)).toBeNull()
  })
})

describe('the digest of the morning', () => {
  const { window, timeZone, holidays, isAbsent } = CAMILLE
  const MORNING: DigestPerson = {
    window,
    timeZone,
    holidays,
    isAbsent,
    hasDigest: true,
    lastDay: '2026-03-09',
    open: 4,
  }
  const digest = (changed: Partial<DigestPerson>, now = '2026-03-10T07:00:00Z') =>
    decideDigest({ ...MORNING, ...changed }, at(now)).kind

  it('is sent when the hours begin, once a day, and not in the afternoon', () => {
    expect(decideDigest(MORNING, at('2026-03-10T07:00:00Z'))).toEqual({ kind: 'send', day: '2026-03-10' })
    expect(digest({}, '2026-03-10T06:59:59Z')).toBe('wait')
    expect(digest({ lastDay: '2026-03-10' })).toBe('wait')
    expect(digest({}, '2026-03-10T09:59:59Z')).toBe('send')
    expect(digest({}, '2026-03-10T10:00:00Z')).toBe('wait')
    expect(digest({ lastDay: null })).toBe('send')
  })

  it.each<[string, Partial<DigestPerson>]>([
    ['who has nothing to do', { open: 0 }],
    ['who has switched it off', { hasDigest: false }],
    ['who is away', { isAbsent: true }],
  ])('%s gets none, and none later that day', (_, changed) => {
    expect(digest(changed)).toBe('nothing')
  })

  it('keeps to the days, the zone and the clocks of the person', () => {
    expect(digest({}, '2026-03-14T07:30:00Z')).toBe('wait')
    expect(digest({ holidays: new Set(['2026-03-10']) })).toBe('wait')
    expect(digest({ timeZone: 'Indian/Reunion' }, '2026-03-10T04:00:00Z')).toBe('send')
    // 30 March 2026: summer time since the day before.
    expect(digest({}, '2026-03-30T05:59:59Z')).toBe('wait')
    expect(digest({}, '2026-03-30T06:00:00Z')).toBe('send')
  })

  it('whoever may be told at night is not mailed at midnight', () => {
    const always = { days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' }
    expect(digest({ window: always }, '2026-03-09T23:00:00Z')).toBe('wait')
    expect(digest({ window: always }, '2026-03-10T05:00:00Z')).toBe('send')
  })
})
