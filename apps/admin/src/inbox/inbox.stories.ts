import type { StopQuestion } from '@relance/contract'
import { aLead } from '../leads/leads.stories.ts'
import { aRelance } from '../relances/relances.stories.ts'
import { HOSTILE, idOf, LONGEST, listStories, many, NOW, type Story } from '../stories/story.ts'
import { HOUR } from '../formats/time.ts'

const LEADS = {
  '/api/leads': [aLead(1), aLead(2, { firstName: HOSTILE }), aLead(3, { firstName: LONGEST, company: LONGEST })],
}
const TOMORROW = new Date(Date.now() + 30 * HOUR).toISOString()
const queue = [
  aRelance(1),
  aRelance(2, { state: 'opened', deliverAt: new Date(Date.now() - 60_000).toISOString() }),
  aRelance(3, { deliverAt: TOMORROW, state: 'snoozed' }),
]
const hostile = aRelance(4, { leadId: idOf(102), ruleName: HOSTILE, message: HOSTILE })
const longest = aRelance(5, { leadId: idOf(103), ruleName: LONGEST, message: many(12, () => LONGEST).join(' ') })

const mode = (name: string, relance: ReturnType<typeof aRelance>): Story => ({
  name: `inbox: ${name}`,
  at: `/inbox/${relance.id}`,
  as: 'closer',
  answers: { ...LEADS, '/api/relances': [relance, ...queue] },
})

const aQuestion = (place: number, fields: Pick<StopQuestion, 'source' | 'message'>): StopQuestion => ({
  id: idOf(400 + place),
  leadId: idOf(500 + place),
  leadName: `Lead ${place}`,
  closerId: null,
  saidAt: NOW,
  askedAt: NOW,
  ...fields,
})

export const stories: readonly Story[] = [
  ...listStories({
    resource: 'relances',
    at: '/inbox',
    as: 'closer',
    answers: LEADS,
    full: queue,
    hostile,
    longest,
  }).map((story) => ({ ...story, name: story.name.replace('relances', 'inbox') })),
  {
    name: 'inbox: questions about opt-outs',
    at: '/inbox',
    as: 'closer',
    answers: {
      ...LEADS,
      '/api/stop-questions': [
        aQuestion(1, { source: 'message', message: LONGEST }),
        aQuestion(2, { source: 'note', message: HOSTILE }),
        aQuestion(3, { source: 'submission', message: '' }),
      ],
    },
  },
  mode('one relance', aRelance(6)),
  mode('back from WhatsApp', aRelance(7, { state: 'opened' })),
  mode('one relance, hostile', hostile),
  mode('one relance, longest texts', longest),
]
