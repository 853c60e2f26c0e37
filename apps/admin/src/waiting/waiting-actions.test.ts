/** What is done offline is kept as it was meant, once per relance, and survives what a browser holds. */
import { bodyToSend, waitingFrom, waitingOf, withAction, withoutAction, type WaitingAction } from './waiting-actions.ts'

const NOW = Date.parse('2026-11-30T10:00:00Z')
const of = (relanceId: string, at = NOW) => waitingOf(relanceId, 'sent', {}, at) as WaitingAction

it('“in one hour” counts from when it was said, “tomorrow” stays tomorrow', () => {
  expect(waitingOf('a', 'snooze', { preset: 'in_one_hour' }, NOW)?.body).toEqual({ until: '2026-11-30T11:00:00.000Z' })
  expect(waitingOf('a', 'snooze', { preset: 'tomorrow' }, NOW)?.body).toEqual({ preset: 'tomorrow' })
})

it.each([
  ['tomorrow', 0, { preset: 'tomorrow' }],
  ['tomorrow', 20, { until: new Date(2026, 11, 1, 9).toISOString() }],
  ['tomorrow', 26, null],
  ['in_three_days', 26, { until: new Date(2026, 11, 3, 9).toISOString() }],
  ['next_week', 26, { until: new Date(2026, 11, 7, 9).toISOString() }],
])('“%s”, told to the server %i hours later, is the day that was meant', (preset, hours, body) => {
  const at = new Date(2026, 10, 30, 10).getTime()
  const action = waitingOf('a', 'snooze', { preset }, at) as WaitingAction
  expect(bodyToSend(action, at + hours * 3_600_000)).toEqual(body)
})

it('“sent” counts from when it was said, whenever the server hears of it', () => {
  expect(bodyToSend(of('a'), NOW + 3 * 3_600_000)).toEqual({ secondsAgo: 10_800 })
  // A clock that was set back meanwhile, or a phone found after a month.
  expect(bodyToSend(of('a'), NOW - 1_000)).toEqual({ secondsAgo: 0 })
  expect(bodyToSend(of('a'), NOW + 30 * 86_400_000)).toEqual({ secondsAgo: 604_800 })
})

it.each(['open', 'undo', 'reassign'] as const)('%s does not wait', (verb) =>
  expect(waitingOf('a', verb, {}, NOW)).toBeNull(),
)

it('keeps the latest of each relance, and lets go of the one that was answered alone', () => {
  const waiting = withAction(withAction([of('a')], of('b')), of('a', NOW + 1))
  expect(waiting.map(({ relanceId, at }) => [relanceId, at - NOW])).toEqual([
    ['b', 0],
    ['a', 1],
  ])
  // It was answered while the person changed their mind.
  expect(withoutAction(waiting, of('a'))).toEqual(waiting)
  expect(withoutAction(waiting, of('b'))).toEqual([of('a', NOW + 1)])
})

it.each([
  [null, 0],
  ['{', 0],
  ['{}', 0],
  ['[null,{"relanceId":"a","verb":"undo","body":{},"at":1}]', 0],
  [JSON.stringify([of('a')]), 1],
])('reads %j', (text, count) => expect(waitingFrom(text)).toHaveLength(count))
