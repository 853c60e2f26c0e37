import { addPrice } from './cost.pure.ts'
import type { RecordDecision } from '../../decide/decide.ts'
import { aLead, aTemplate, NOW } from '../../decide/test/cases.ts'

const decision = (lead = aLead()) => ({ lead, template: aTemplate('Bonjour', 't9'), deliverAt: NOW }) as RecordDecision

it('each message adds its price, of where it goes, its template and its day', () => {
  const cost = { micros: 5, unpriced: 0 }
  const asked: unknown[] = []
  addPrice(cost, decision(), (message) => (asked.push(message), 7))
  addPrice(cost, decision(aLead({ phone: null, personId: 'p' })), (message) => (asked.push(message), 0))
  expect(cost).toEqual({ micros: 12, unpriced: 0 })
  expect(asked).toEqual([
    { to: '+33639980012', templateId: 't9', at: NOW },
    { to: 'p', templateId: 't9', at: NOW },
  ])
})

it('a message without a rate is counted, and adds nothing', () => {
  const cost = { micros: 5, unpriced: 1 }
  addPrice(cost, decision(), () => null)
  expect(cost).toEqual({ micros: 5, unpriced: 2 })
})
