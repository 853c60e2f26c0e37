import { keepGaps, keepSamples } from './preview-samples.pure.ts'
import type { FutureDecision, FutureRelance } from './simulate.pure.ts'
import { aLead, aRule, aTemplate, NOW } from '../../decide/test/cases.ts'

const rule = aRule()
const kept = () => ({ relances: 0, withGaps: 0, withOddNames: 0, samples: [], longest: [], gaps: [], oddNames: [] })
interface Sent {
  message?: string
  ruleId?: string
  firstName?: string
  body?: string
  step?: number
}
const sent = ({ message = 'x', ruleId = 'r', firstName = 'Zoé', body = 'Bonjour', step = 1 }: Sent = {}) =>
  ({
    recordedAt: NOW,
    decision: {
      lead: aLead({ firstName }),
      rule: aRule(ruleId),
      enrolment: { step },
      deliverAt: NOW + 5,
      message,
      template: aTemplate(body),
    },
  }) as FutureRelance
const keep = (...batches: Sent[][]) => {
  const all = kept()
  for (const batch of batches) keepSamples(all, batch.map(sent), { rule, samples: 2 })
  return all as ReturnType<typeof kept> & Record<'samples' | 'longest' | 'oddNames', { message: string }[]>
}
const messages = (list: { message: string }[]): string[] => list.map(({ message }) => message)

it('of each lead the first relance is shown, of the rule alone, for a few leads', () => {
  const all = keep(
    [{ message: 'other', ruleId: 's' }, { message: 'a1' }, { message: 'a2' }],
    [{ message: 'b' }],
    [{ message: 'c' }],
  )
  expect(all.relances).toBe(4)
  expect(messages(all.samples)).toEqual(['a1', 'b'])
  expect(all.samples[0]).toEqual({
    ...{
      leadId: 'l',
      name: 'Zoé',
      closerId: null,
      phone: '+33639980012',
      step: 1,
      recordedAt: NOW,
      deliverAt: NOW + 5,
    },
    ...{ message: 'a1', emptyVariables: [], hasOddName: false },
  })
})

it('the longest are kept, the longest first', () => {
  const all = keep([{ message: 'aa' }, { message: 'a' }, { message: 'aaaa' }, { message: 'aaa' }, { message: 'bbb' }])
  expect(messages(all.longest)).toEqual(['aaaa', 'aaa'])
})

it('a name that looks wrong counts where the text writes it out', () => {
  const odd = { firstName: 'zoe123@x', body: 'Bonjour {{ lead.firstName }}' }
  const all = keep([
    { ...odd, message: 'a' },
    { firstName: odd.firstName, message: 'b' },
    { ...odd, message: 'c' },
    { ...odd, message: 'd' },
  ])
  expect(all.withOddNames).toBe(3)
  expect(messages(all.oddNames)).toEqual(['a', 'c'])
})

describe('a step whose text lacks something', () => {
  const held = (step: number, one: object = {}, ruleId = 'r') =>
    ({
      at: NOW,
      decision: {
        ...{ kind: 'hold', reason: 'message_incomplete', lead: aLead(), enrolment: { ruleId, step } },
        ...{ unwritten: { template: aTemplate(), text: 'Bonjour ', missing: ['lead.company'] }, ...one },
      },
    }) as unknown as FutureDecision
  const gaps = (...leads: FutureDecision[][]) => {
    const all = kept()
    for (const decided of leads) keepGaps(all, decided, { rule, samples: 2 })
    return all as ReturnType<typeof kept> & { gaps: { step: number }[] }
  }

  it('is counted once for each lead, however often it is looked at', () => {
    const all = gaps([held(1), held(1), held(2)], [held(1)])
    expect(all.withGaps).toBe(3)
    expect(all.gaps.map(({ step }) => step)).toEqual([1, 2])
    expect(all.gaps[0]).toMatchObject({
      message: 'Bonjour ',
      emptyVariables: ['lead.company'],
      recordedAt: NOW,
      deliverAt: NOW,
    })
    expect(gaps([held(1, { unwritten: { template: aTemplate(), text: null, missing: [] } })]).gaps).toMatchObject([
      { message: '' },
    ])
  })

  it.each<[string, FutureDecision]>([
    ['of another rule', held(1, {}, 's')],
    ['for another reason', held(1, { reason: 'message_refused' })],
    ['without its text', held(1, { unwritten: undefined })],
    ['that is recorded', held(1, { kind: 'record' })],
  ])('%s is none', (_, one) => {
    expect(gaps([one]).withGaps).toBe(0)
  })
})
