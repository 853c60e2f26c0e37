import { lateDeliveries, repeatedTexts, textsOf } from './preflight-warnings.pure.ts'
import { aFrequency, aRule, aTemplate } from '../../decide/test/cases.ts'
import type { PlannedRule } from '../../decide/plan.ts'
import type { ChannelTemplate } from '../../ground/messages.ts'
import { DAY } from '../../ground/time.ts'

const rule = (steps: number, texts: PlannedRule['templates'], variants: PlannedRule['variants'] = []) =>
  aRule('r', {
    frequency: aFrequency({ steps: Array(steps).fill({ after: { value: 1, unit: 'days' } }) }),
    templates: texts,
    variants,
  })
const [a, b, c] = [aTemplate('Un', 'a'), aTemplate('Deux', 'b'), aTemplate('Trois', 'c')] as const

describe('the texts a rule can send', () => {
  const told = (one: PlannedRule) => textsOf(one).map(({ step, template }) => [step, template.id])
  it('are told once, with the first step that sends each', () => {
    expect(told(rule(3, [a, b]))).toEqual([
      [1, 'a'],
      [2, 'b'],
    ])
    expect(told(rule(3, [a, a, b]))).toEqual([
      [1, 'a'],
      [3, 'b'],
    ])
  })

  it('are those of steps that there are, other texts of a step too', () => {
    expect(told(rule(1, [a, b], [{ step: 1, template: c }]))).toEqual([
      [1, 'a'],
      [1, 'c'],
    ])
    expect(
      told(
        rule(
          2,
          [a],
          [
            { step: 2, template: b },
            { step: 3, template: c },
          ],
        ),
      ),
    ).toEqual([
      [1, 'a'],
      [2, 'b'],
    ])
  })
})

describe('a text that a lead reads twice', () => {
  const told = (one: PlannedRule) => repeatedTexts(one).map(({ templateId, steps }) => [templateId, steps])
  it('is one that stands in more than one step: the last of a rule repeats', () => {
    expect(told(rule(2, [a, b]))).toEqual([])
    expect(told(rule(1, [a]))).toEqual([])
    expect(told(rule(4, [a, b]))).toEqual([['b', [2, 3, 4]]])
    expect(told(rule(3, [a, b, a]))).toEqual([['a', [1, 3]]])
  })

  it('is one in the same words, whatever the space between them, under the name of the first', () => {
    expect(told(rule(2, [aTemplate('Bonjour  à\ntous ', 'x'), aTemplate('Bonjour à tous', 'y')]))).toEqual([
      ['x', [1, 2]],
    ])
    expect(told(rule(2, [aTemplate('Bonjour', 'x'), aTemplate('bonjour', 'y')]))).toEqual([])
  })

  it('is another text of a step too, and not the two of one step', () => {
    expect(told(rule(2, [a, b], [{ step: 2, template: a }]))).toEqual([['a', [1, 2]]])
    expect(told(rule(2, [a, b], [{ step: 1, template: a }]))).toEqual([])
    expect(told(rule(2, [a, b], [{ step: 3, template: a }]))).toEqual([])
  })
})

it('a message that the channel delivers when the rule has given it up is told, with both times', () => {
  const lives = (livesMs?: number) => new Map([['a', { livesMs } as ChannelTemplate]])
  const late = (livesMs?: number) =>
    lateDeliveries(aRule('r', { expiryDays: 3 }), [{ step: 2, template: a }], lives(livesMs))
  expect(late(3 * DAY)).toEqual([])
  expect(late()).toEqual([])
  expect(lateDeliveries(aRule(), [{ step: 2, template: b }], lives(9 * DAY))).toEqual([])
  expect(late(3 * DAY + 1)).toEqual([
    { kind: 'late_delivery', templateId: 'a', steps: [2], livesDays: 4, expiryDays: 3 },
  ])
})
