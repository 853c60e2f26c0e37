import { explainRecorded, type RecordedStep } from './explain-recorded.pure.ts'
import { aLead, aPlan, aRelance, aRule, aState, NOW } from '../../decide/test/cases.ts'
import { DAY, HOUR } from '../../ground/time.ts'

const recorded = (one: Partial<RecordedStep> = {}): RecordedStep => ({
  ...{ enrolmentId: 'e', episode: 2, begunBy: 'reopened', begunAt: 5, notBefore: null, step: 2, dueAt: NOW - HOUR },
  ...{ recordedAt: NOW, deliverAt: NOW, message: 'Bonjour', templateId: 'old', templateVersion: 3 },
  ...one,
})
const explained = (one: Partial<RecordedStep> = {}, lead: Parameters<typeof aLead>[0] = {}) =>
  explainRecorded(
    recorded(one),
    aRule(),
    aState({ lead: aLead(lead), relances: [aRelance({ deliverAt: NOW - HOUR - 3 * DAY })] }),
    aPlan([]),
  )

it('what was recorded is told with the text, the versions and the episode of then', () => {
  expect(explained()).toMatchObject({
    ...{ verdict: 'record', reason: null, until: null, basis: 'recorded', message: 'Bonjour', missing: [] },
    ...{ ruleId: 'r', version: 7, frequencyVersion: 2, templateId: 'old', templateVersion: 3, isActive: true },
    ...{ timeZone: 'Europe/Paris', stepCount: 2, matchesFrom: null, return: null, outrankedBy: null },
    enrolment: {
      episode: 2,
      begunBy: 'reopened',
      begunAt: 5,
      state: 'active',
      step: 2,
      dueAt: NOW - HOUR,
      nextDueAt: NOW - HOUR,
    },
    audience: { holds: true },
  })
})

it('every check was passed, whatever the lead looks like by what is known now', () => {
  const { checks } = explained({}, { optedOutAt: 1, pausedUntil: NOW + 1 })
  expect(checks.length).toBeGreaterThan(10)
  expect(checks.filter(({ isPassed, until }) => !isPassed || until !== null)).toEqual([])
})

it('the way to the delivery is told, unless somebody has moved it since', () => {
  expect(explained().course).toMatchObject({
    anchor: { kind: 'delivery' },
    shifts: [{ kind: 'awaited_scan', from: NOW - HOUR, to: NOW }],
    deliverAt: NOW,
  })
  expect(explained({ deliverAt: NOW + DAY }).course).toMatchObject({
    anchor: { kind: 'delivery' },
    shifts: [],
    deliverAt: NOW + DAY,
  })
})
