import type { DoctorReport, Holiday } from '@relance/contract'
import { type Answers, HOSTILE, LONGEST, many, problem, type Story } from '../stories/story.ts'

const holidays = many(
  12,
  (place): Holiday => ({
    id: `2031-${String(place).padStart(2, '0')}-01`,
    heldOn: `2031-${String(place).padStart(2, '0')}-01`,
    name: place === 1 ? HOSTILE : place === 2 ? LONGEST : `Jour ${place}`,
    isGenerated: place % 3 > 0,
  }),
)
const REPORT: DoctorReport = {
  findings: [
    { check: 'database', code: 'database_sound', level: 'good', details: {}, title: 'Base de données', text: LONGEST },
    { check: 'backup', code: 'backup_old', level: 'bad', details: {}, title: 'Sauvegarde', text: 'Elle a 51 h.' },
    { check: 'rules', code: 'rules_none', level: 'open', details: {}, title: 'Règles', text: LONGEST },
  ],
}
const of = (name: string, as: Story['as'], answers: Answers = {}, section = ''): Story => ({
  name: `settings: ${name}`,
  at: `/settings${section}`,
  as,
  answers: { '/api/api-tokens': [], '/api/trigger-secrets': [], '/api/doctor': REPORT, ...answers },
})

const SECTIONS = ['/company', '/statuses', '/holidays', '/tokens', '/installation']
const BROKEN: Answers = Object.fromEntries(
  ['/api/settings/company', '/api/settings/schedule', '/api/settings/holidays', '/api/api-tokens', '/api/doctor'].map(
    (path) => [path, problem(500, 'Panne de la base.')],
  ),
)

export const stories: readonly Story[] = [
  of('of a manager', 'manager'),
  of('of an admin', 'admin'),
  ...SECTIONS.map((section) => of(section.slice(1), 'admin', {}, section)),
  ...['', ...SECTIONS].map((section) => of(`error ${section}`, 'admin', BROKEN, section)),
  of('hostile and longest holidays', 'admin', { '/api/settings/holidays': holidays }, '/holidays'),
]
