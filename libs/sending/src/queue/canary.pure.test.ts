import { canaryKey, sendAlone } from './canary.pure.ts'
import type { Delivery, Queued, SendDecision } from './deliver.pure.ts'

const send = (id: string, templateId = 't', templateVersion = 1, kind: 'text' | 'template' = 'template') =>
  ({
    kind: 'send',
    queued: { relanceId: id, templateId, templateVersion } as Queued,
    content: { kind },
  }) as SendDecision
const alone = (deliveries: Delivery[], ...open: string[]) => {
  const done = sendAlone(deliveries, new Set(open))
  const ids = (list: readonly Delivery[]): string[] => list.map(({ queued }) => queued.relanceId)
  return [ids(done.deliveries), ids(done.canaries)]
}

it('of what nothing is proven of, only the first is sent', () => {
  expect(alone([send('a'), send('b'), send('c')])).toEqual([['a'], ['a']])
})

it('each version of a template has a first message of its own', () => {
  expect(alone([send('a'), send('b', 't', 2), send('c', 'u')])).toEqual([
    ['a', 'b', 'c'],
    ['a', 'b', 'c'],
  ])
})

it('what was accepted is sent freely, in the kind of words in which it was', () => {
  const open = canaryKey({ templateId: 't', templateVersion: 1 }, 'template')
  expect(alone([send('a'), send('b')], open)).toEqual([['a', 'b'], []])
  expect(alone([send('a', 't', 1, 'text'), send('b', 't', 1, 'text')], open)).toEqual([['a'], ['a']])
  // While the first one is under way in one kind, none of the same version follows in the other.
  expect(alone([send('a', 't', 1, 'text'), send('b')])).toEqual([['a'], ['a']])
})

it('what is not to be sent goes its way', () => {
  const held = { kind: 'expire', queued: { relanceId: 'x' } as Queued } as const
  expect(alone([send('a'), held, send('b')])).toEqual([['a', 'x'], ['a']])
})
