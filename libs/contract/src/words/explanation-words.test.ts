import { ANCHORS, CHECK_REASONS, OPERATORS, OUT_REASONS, REASONS, SHIFTS } from '@relance/relance/core'
import {
  type ConditionSeen,
  type Explanation,
  explanation as shape,
  type GroupSeen,
  type RuleExplanation,
} from '../relances/explain.ts'
import { instantFormat } from './instants.ts'
import { explanationWords } from './explanation-words.ts'

const FRIDAY_EVENING = '2026-03-13T19:00:00.000Z'
const id = '01964a00-0000-7000-8000-000000000001'

const rule: RuleExplanation = {
  ruleId: id,
  name: 'Sans nouvelles',
  version: 1,
  templateId: '00000000-0000-7000-8000-0000000000aa',
  templateVersion: 1,
  frequencyVersion: 1,
  isActive: true,
  priority: 0,
  channel: 'closer',
  timeZone: 'Europe/Paris',
  stepCount: 3,
  enrolment: {
    ...{ episode: 1, begunBy: 'matched', begunAt: null, state: 'active', reason: null, step: 2, stoppedAt: null },
    ...{ dueAt: FRIDAY_EVENING, nextDueAt: FRIDAY_EVENING },
  },
  return: null,
  audience: { combinator: 'and', not: false, holds: true, rules: [] },
  matchesFrom: null,
  checks: [],
  verdict: 'wait',
  reason: 'not_due',
  until: FRIDAY_EVENING,
  outrankedBy: null,
  missing: [],
  course: {
    anchor: { kind: 'delivery', at: '2026-03-10T19:00:00.000Z', after: { value: 3, unit: 'days' } },
    dueAt: FRIDAY_EVENING,
    shifts: [
      { kind: 'outside_hours', from: FRIDAY_EVENING, to: '2026-03-13T23:00:00.000Z' },
      { kind: 'day_not_allowed', from: '2026-03-13T23:00:00.000Z', to: '2026-03-15T23:00:00.000Z' },
      { kind: 'outside_hours', from: '2026-03-15T23:00:00.000Z', to: '2026-03-16T08:00:00.000Z' },
    ],
    deliverAt: '2026-03-16T08:00:00.000Z',
  },
  message: null,
  basis: 'computed',
}
const explanation: Explanation = {
  leadId: id,
  at: '2026-03-12T09:00:00.000Z',
  isPast: false,
  decidedAt: null,
  timeZone: 'Europe/Paris',
  isStopped: false,
  leadReason: null,
  winner: null,
  next: { ruleId: id, step: 2, recordedAt: FRIDAY_EVENING, deliverAt: '2026-03-16T08:00:00.000Z' },
  rules: [rule],
}
const of = (one: Partial<RuleExplanation>): Explanation => ({ ...explanation, rules: [{ ...rule, ...one }] })

it('tells when and why in French, in the zone of the lead', () => {
  expect(shape.parse(explanation)).toEqual(explanation)
  const { summary, rules } = explanationWords('fr', explanation)
  expect(summary).toBe(
    'Prochaine relance prévue le lundi 16 mars 2026 à 09:00, par la règle « Sans nouvelles » (étape 2 sur 3), si rien ne change d’ici là.',
  )
  expect(rules[0]?.why).toBe('L’étape 2 sur 3 n’est due que le vendredi 13 mars 2026 à 20:00.')
  expect(rules[0]?.course).toEqual([
    '3 jours après la relance précédente (mardi 10 mars 2026 à 20:00) : due le vendredi 13 mars 2026 à 20:00.',
    'En dehors des heures d’envoi : reporté au samedi 14 mars 2026 à 00:00.',
    'La fréquence n’envoie pas ce jour-là : reporté au lundi 16 mars 2026 à 00:00.',
    'En dehors des heures d’envoi : reporté au lundi 16 mars 2026 à 09:00.',
    'Remise au plus tôt le lundi 16 mars 2026 à 09:00.',
  ])
})

it('tells conditions with what they saw, in English', () => {
  const at = '2026-03-11T09:00:00.000Z'
  const rules: ConditionSeen[] = [
    { field: 'lastContactAt', operator: 'olderThan', value: { value: 1, unit: 'days' }, seen: at, holds: true },
    { field: 'custom.city', operator: '=', value: 'Lyon', seen: null, holds: false },
  ]
  const audience: GroupSeen = { combinator: 'and', not: false, holds: false, rules }
  expect(explanationWords('en', of({ audience })).rules[0]?.conditions).toEqual([
    {
      text: expect.stringMatching(/^Last contact: 1 day ago or more \(seen: Wednesday,? 11 March 2026 at 10:00\)$/),
      holds: true,
    },
    { text: 'city is “Lyon” (seen: nothing)', holds: false },
  ])
})

it.each(['fr', 'en'] as const)('has a whole sentence for every code, known or not (%s)', (language) => {
  const reasons = [...(Object.keys(REASONS) as (keyof typeof REASONS)[]), ...OUT_REASONS, null]
  const shifts = SHIFTS.map((kind) => ({ kind, from: FRIDAY_EVENING, to: FRIDAY_EVENING }))
  const checks = CHECK_REASONS.flatMap((reason) =>
    [true, false].map((isPassed) => ({ reason, isPassed, seen: null, until: null })),
  )
  const conditions = OPERATORS.map((operator) => {
    const value = operator === 'olderThan' || operator === 'newerThan' ? { value: 2, unit: 'weeks' } : ['a', 'b']
    return { field: 'status', operator, value, seen: 'new', holds: true }
  })
  const told = reasons.flatMap((reason) =>
    [null, FRIDAY_EVENING].flatMap((until) =>
      ANCHORS.map((kind) => {
        const course = { ...rule.course!, anchor: { ...rule.course!.anchor!, kind }, shifts }
        const audience: GroupSeen = { combinator: 'or', not: true, holds: true, rules: conditions }
        return explanationWords(language, of({ reason, until, matchesFrom: until, checks, course, audience }))
      }),
    ),
  )
  for (const { summary, rules } of told) {
    const [one] = rules
    const texts = [summary, one?.why, ...(one?.course ?? []), ...(one?.checks ?? []).map(({ text }) => text)]
    for (const text of texts) expect(text).toMatch(/^[^{}[\]]+\.$/)
    for (const { text } of one?.conditions ?? []) expect(text).toMatch(/^[^{}[\]]+$/)
    expect(one?.remedy ?? '').not.toMatch(/[{}[\]]/)
  }
})

it('says the label of a status, and as it is one that the company has added', () => {
  const condition = {
    field: 'status',
    operator: 'in',
    value: ['new', 'rappel'],
    seen: 'contacted',
    holds: false,
  } as const
  const audience: GroupSeen = { combinator: 'and', not: false, holds: false, rules: [condition] }
  const checks = [{ reason: 'status_closed', isPassed: true, seen: 'contacted', until: null }] as const
  const [rule] = explanationWords('fr', of({ audience, checks: [...checks] })).rules
  expect(rule?.conditions[0]?.text).toMatch(/« nouveau », « rappel ».*« contacté »/)
  expect(rule?.checks[0]?.text).toBe('Le statut « contacté » est ouvert.')
})

it('says first of all what keeps every rule away', () => {
  const closed = { reason: 'status_closed', isPassed: false, seen: 'won', until: null } as const
  const refused = { ...of({ checks: [closed] }), leadReason: 'status_closed', next: null } as const
  expect(explanationWords('fr', refused).summary).toBe(
    'Aucune règle ne peut relancer ce lead. Le statut de ce lead, « gagné », est fermé.',
  )
  expect(explanationWords('fr', { ...explanation, isStopped: true }).summary).toMatch(
    /^Toutes les relances sont arrêtées/,
  )
})

it('the first of a month is « 1er » in French, and no other day or hour is', () => {
  const written = (language: string, at: string) =>
    instantFormat(language, { dateStyle: 'full', timeStyle: 'short', timeZone: 'UTC' }).format(new Date(at))
  expect(written('fr', '2026-12-01T01:01:00Z')).toMatch(/^mardi 1er décembre 2026 à 01:01$/)
  expect(written('fr', '2026-12-21T01:01:00Z')).toMatch(/^lundi 21 décembre 2026/)
  expect(written('en', '2026-12-01T01:01:00Z')).not.toContain('1er')
})
