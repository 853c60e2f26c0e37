/** People with and without numbers, in any order and number: whoever can be known is, and nobody is dropped. */
import fc from 'fast-check'
import type { ChannelEvent } from '@relance/relance/core'
import {
  aLead,
  anInbound,
  aPerson,
  aSend,
  aStatus,
  aWorld,
  NOW,
  stored,
  tell,
  type World,
} from './test/received-cases.ts'

const PEOPLE = 6
/** Brazilian numbers, which WhatsApp may write without their ninth digit. */
const phoneOf = (who: number): string => `+551198888700${who}`
const waIdOf = (who: number): string => phoneOf(who).replace('+55119', '+5511')

const person = fc.integer({ min: 0, max: PEOPLE - 1 })
const at = fc.integer({ min: 0, max: 3_600 }).map((seconds) => NOW - seconds * 1_000)
const event = fc.record({
  who: person,
  at,
  kind: fc.constantFrom('inbound' as const, 'stop' as const, 'preference' as const, 'status' as const),
  by: fc.constantFrom('phone' as const, 'wa_id' as const, 'id' as const, 'both' as const, 'quote' as const),
})
type Told = typeof event extends fc.Arbitrary<infer One> ? One : never

/** A number, a quoted message or a status leads to the lead; an id alone does not. */
const leadsThere = ({ kind, by }: Told): boolean => kind === 'status' || by !== 'id'
/** Of these the id becomes known with it. */
const teaches = ({ kind, by }: Told): boolean => kind === 'status' || by === 'both' || by === 'quote'

function eventOf({ who, at: when, kind, by }: Told, place: number): ChannelEvent {
  const userId = ['id', 'both', 'quote'].includes(by) ? `BR.${who}` : null
  const from = by === 'phone' || by === 'both' ? phoneOf(who) : by === 'wa_id' ? waIdOf(who) : null
  if (kind === 'status') return aStatus(`s${who}`, 'read', { at: when, userId: `BR.${who}` })
  // A preference quotes nothing.
  if (kind === 'preference')
    return { kind, from: by === 'quote' ? phoneOf(who) : from, userId, at: when, wantsMarketing: false }
  const inReplyTo = by === 'quote' ? `m-s${who}` : null
  return anInbound({
    messageId: `in${place}`,
    from,
    userId,
    inReplyTo,
    at: when,
    text: kind === 'stop' ? 'STOP' : 'Oui',
  })
}

const everybody = (): World =>
  aWorld({
    people: Array.from({ length: PEOPLE }, (_, who) =>
      aPerson({ lead: aLead({ id: `l${who}`, phone: phoneOf(who) }) }),
    ),
    sends: Array.from({ length: PEOPLE }, (_, who) => aSend({ relanceId: `s${who}`, leadId: `l${who}` })),
  })

it('every message of who can be known is theirs, every wish to leave is obeyed, and the others wait', () => {
  const shuffled = fc.array(event, { minLength: 1, maxLength: 60 }).chain((told) => {
    const events = stored(told.map(eventOf))
    return fc.tuple(
      fc.constant(told),
      fc.shuffledSubarray([...events, ...events], { minLength: events.length * 2 }),
      fc.integer({ min: 1, max: 9 }),
    )
  })
  fc.assert(
    fc.property(shuffled, ([told, events, size]) => {
      let world = everybody()
      for (let from = 0; from < events.length; from += size) world = tell(world, events.slice(from, from + size))
      world = tell(world, [])
      const isKnown = (who: number): boolean => told.some((one) => one.who === who && teaches(one))
      const isPlaced = (one: Told): boolean => leadsThere(one) || isKnown(one.who)
      const messages = told.flatMap((one, place) =>
        ['inbound', 'stop'].includes(one.kind) && isPlaced(one) ? [`in${place}`] : [],
      )
      expect(world.messages).toEqual(messages.sort())
      const leaving = told.filter(({ kind }) => kind === 'stop' || kind === 'preference')
      const out = world.state.people.flatMap(({ lead }, who) => (lead.optedOutAt === null ? [] : [who]))
      expect(out).toEqual([...new Set(leaving.filter(isPlaced).map(({ who }) => who))].sort())
      const unplaced = new Set(
        stored(told.map(eventOf))
          .filter((_, place) => !isPlaced(told[place] as Told))
          .map(({ key }) => key),
      )
      expect(new Set(world.waiting.map(({ key }) => key))).toEqual(unplaced)
      // Who left without being known is remembered by a name.
      for (const { who } of leaving.filter((one) => !isPlaced(one)))
        expect(world.strangers).toHaveProperty([`BR.${who}`])
    }),
    { numRuns: 150 },
  )
})
