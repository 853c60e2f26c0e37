import type { TemplatePreview } from '@relance/contract'
import { aTemplate } from '../rules/rules.stories.ts'
import { HOSTILE, listStories, LONGEST, many, problem, type Story } from '../stories/story.ts'

const preview: TemplatePreview = {
  message: `Bonjour ${HOSTILE}`,
  link: null,
  length: 46,
  variables: ['lead.firstName'],
  emptyVariables: ['lead.company'],
  cases: [
    { name: 'nameless', message: null, emptyVariables: ['lead.firstName'] },
    { name: 'long', message: `Bonjour ${LONGEST}`, emptyVariables: [] },
    { name: 'accents', message: 'Bonjour Zoë-Élodie', emptyVariables: [] },
  ],
  whatsapp: null,
}
const one = aTemplate(9)
const at = `/templates/${one.id}`

export const stories: readonly Story[] = [
  ...listStories({
    resource: 'templates',
    full: many(8, (place) => aTemplate(place)),
    hostile: aTemplate(90, { name: HOSTILE, body: HOSTILE }),
    longest: aTemplate(91, { name: LONGEST, body: many(10, () => LONGEST).join(' ') }),
  }),
  { name: 'templates: new', at: '/templates/create', as: 'manager', answers: {} },
  {
    name: 'templates: worst cases',
    at,
    as: 'manager',
    answers: { [`/api${at}`]: one, '/api/templates/preview': preview },
  },
  {
    name: 'templates: refused',
    at,
    as: 'manager',
    answers: { [`/api${at}`]: one, '/api/templates/preview': problem(400, 'Variable inconnue : lead.prenom') },
  },
]
