import type { EffectShape, Rule, ShareShape } from '@relance/contract'
import { HOSTILE, idOf, LONGEST, NOW, problem, type Story } from '../stories/story.ts'

const RULE = idOf(401)
const rule: Pick<Rule, 'id' | 'name' | 'holdoutPercent'> = { id: RULE, name: 'Premier contact', holdoutPercent: 10 }

const share = (count: number, of: number): ShareShape =>
  of === 0
    ? { count, of, share: null, low: null, high: null }
    : { count, of, share: count / of, low: (0.8 * count) / of, high: Math.min(1, (1.2 * count) / of) }

const counts = (sent: number) => ({
  recorded: sent + 8,
  sent,
  opened: share(Math.round(sent * 0.9), sent + 8),
  replied: share(Math.round(sent * 0.2), sent),
  won: share(Math.round(sent * 0.05), sent),
  optedOut: share(Math.round(sent * 0.07), sent),
})
const group = (leads: number, won: number) => ({ leads, won: share(won, leads), optedOut: share(0, leads) })

const [first, second] = [idOf(601), idOf(602)]
const texts = (one: string, other: string): EffectShape['steps'][number]['texts'] => [
  { templateId: first, name: one, ...counts(120) },
  { templateId: second, name: other, ...counts(112) },
]
const found = { verdict: 'first_better', needed: 100, chance: 0.012, difference: 0.09, low: 0.02, high: 0.16 } as const

const full: EffectShape = {
  since: NOW,
  alarmPercent: 5,
  steps: [
    {
      step: 1,
      ...counts(232),
      isAlarming: true,
      texts: texts('Prise de contact', 'Prise de contact, courte'),
      comparison: { ...found, first, second },
    },
    { step: 2, ...counts(64), isAlarming: false, texts: [], comparison: null },
  ],
  treated: group(240, 31),
  heldOut: group(26, 1),
  lift: found,
}
const none: EffectShape = { ...full, steps: [], treated: group(0, 0), heldOut: group(0, 0), lift: null }
const early: EffectShape = {
  ...full,
  steps: full.steps.map((one) => ({
    ...one,
    comparison: one.comparison && { ...one.comparison, verdict: 'too_early', chance: null },
  })),
  lift: { ...found, verdict: 'too_early', chance: null, low: null, high: null },
}
const named: EffectShape = {
  ...full,
  steps: full.steps.map((one) => ({ ...one, texts: one.comparison ? texts(HOSTILE, LONGEST) : [] })),
}

const of = (name: string, effect: unknown, ruleName = rule.name): Story => ({
  name: `effect: ${name}`,
  at: `/rules/${RULE}/effect`,
  as: 'manager',
  answers: { [`/api/rules/${RULE}`]: { ...rule, name: ruleName }, [`/api/rules/${RULE}/effect`]: effect },
})

export const stories: readonly Story[] = [
  of('nothing yet', none),
  of('too early', early),
  of('full', full),
  of('hostile and longest names', named, LONGEST),
  of('error', problem(500, 'Panne de la base.')),
]
