import type { Frequency, Rule, RulePreview, SavedVersion, Template } from '@relance/contract'
import { HOSTILE, idOf, listStories, LONGEST, many, NOW, type Story } from '../stories/story.ts'

const kept = { version: 3, archivedAt: null, createdAt: NOW, updatedAt: NOW }

export const aFrequency = (place: number, fields: Partial<Frequency> = {}): Frequency => ({
  id: idOf(500 + place),
  name: `Fréquence ${place}`,
  steps: [{ after: { value: 3, unit: 'days' } }, { after: { value: 1, unit: 'weeks' } }],
  window: { days: [1, 2, 3, 4, 5], from: '09:00', to: '18:30' },
  skipHolidays: true,
  timeZone: null,
  ...kept,
  ...fields,
})

export const aTemplate = (place: number, fields: Partial<Template> = {}): Template => ({
  id: idOf(600 + place),
  name: `Modèle ${place}`,
  locale: 'fr',
  body: 'Bonjour {{ lead.firstName }}, avez-vous pu réfléchir ?',
  whatsapp: null,
  ...kept,
  ...fields,
})

const aRule = (place: number, fields: Partial<Rule> = {}): Rule => ({
  id: idOf(400 + place),
  name: `Règle ${place}`,
  active: place % 2 === 1,
  priority: 10 * place,
  audience: {
    combinator: 'and',
    rules: [
      { field: 'status', operator: 'in', value: ['new', 'contacted'] },
      { field: 'lastContactAt', operator: 'olderThan', value: { value: 3, unit: 'days' } },
    ],
  },
  frequencyId: idOf(501),
  templateIds: [idOf(601), idOf(602)],
  channel: 'closer',
  stopOn: ['replied'],
  onContact: 'restart_delay',
  expiryDays: 3,
  holdoutPercent: 0,
  variants: [],
  reentry: { on: ['reopened', 'submitted'], afterSilence: null },
  pausedAt: null,
  pauseReason: null,
  ...kept,
  ...fields,
})

const preview: Pick<RulePreview, 'count' | 'excluded' | 'sample'> = {
  count: 24,
  excluded: 5,
  sample: [{ leadId: idOf(101), name: HOSTILE, message: `Bonjour ${LONGEST}` }],
}
const answers = {
  '/api/frequencies': [aFrequency(1)],
  '/api/frequencies/019d0000-0000-7000-8000-000000000501': aFrequency(1),
  '/api/templates': [aTemplate(1), aTemplate(2)],
  '/api/templates/preview': {
    message: 'Bonjour Camille, avez-vous pu réfléchir ?',
    link: null,
    length: 41,
    variables: [],
    emptyVariables: [],
    cases: [],
  },
  '/api/rules/preview': preview,
}
const whole = aRule(8)
const versions = [3, 2, 1].map(
  (version): SavedVersion => ({
    id: String(version),
    version,
    savedAt: NOW,
    savedBy: version === 2 ? HOSTILE : 'Mona Vidal',
    snapshot: { ...aRule(8, { expiryDays: version, name: version === 3 ? LONGEST : 'Règle 8' }) },
  }),
)

export const stories: readonly Story[] = [
  ...listStories({
    resource: 'rules',
    answers,
    full: many(6, (place) => aRule(place)),
    hostile: aRule(90, { name: HOSTILE }),
    longest: aRule(91, { name: LONGEST }),
  }),
  { name: 'rules: new', at: '/rules/create', as: 'manager', answers },
  {
    name: 'rules: one',
    at: `/rules/${whole.id}`,
    as: 'manager',
    answers: { ...answers, [`/api/rules/${whole.id}`]: whole },
  },
  {
    name: 'rules: versions',
    at: `/rules/${whole.id}/versions`,
    as: 'manager',
    answers: { ...answers, [`/api/rules/${whole.id}/versions`]: versions },
  },
]
