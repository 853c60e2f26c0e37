import { ofKind } from './events.pure.ts'
import { anInbound, aStatus } from './test/received-cases.ts'

it('events of one kind are found, in their order, and no others', () => {
  const events = [aStatus('s1', 'read'), anInbound(), aStatus('s2', 'sent')]
  expect(ofKind(events, 'status')).toEqual([events[0], events[2]])
  expect(ofKind(events, 'echo')).toEqual([])
})
