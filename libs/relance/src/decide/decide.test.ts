import fc from 'fast-check'
import { CHECKS, firstRefusal, leadRefusal } from './checks.ts'
import { calendarOf, decide } from './decide.ts'
import { deliverAt } from './cadence.ts'
import { isOpen } from './window.ts'
import type { DueLead } from './lead-state.ts'
import { aLead, aPlan, aRule, aTemplate, NOW } from './test/cases.ts'
import { HOUR } from '../ground/time.ts'

const rule = fc.record({
  priority: fc.integer({ min: -5, max: 5 }),
  isActive: fc.boolean(),
  step: fc.integer({ min: 1, max: 4 }),
  dueAgo: fc.integer({ min: 0, max: 100 }),
})
const maybe = (back: number, ahead: number) => fc.option(fc.integer({ min: NOW - back, max: NOW + ahead }))
const lead = fc.record({
  phone: fc.option(fc.constant('+33639980012')),
  status: fc.constantFrom('new', 'contacted', 'won'),
  timeZone: fc.constantFrom(null, 'America/New_York', 'Asia/Tokyo'),
  lastRelanceAt: maybe(40 * HOUR, 40 * HOUR),
  pausedUntil: maybe(HOUR, HOUR),
  optedOutAt: fc.option(fc.constant(NOW), { freq: 4 }),
})

const cases = fc
  .tuple(fc.array(rule, { minLength: 1, maxLength: 4 }), lead, fc.integer({ min: NOW, max: NOW + 300 * 24 * HOUR }))
  .map(([wanted, facts, now]) => {
    const rules = wanted.map(({ priority, isActive }, place) => aRule(`r${place}`, { priority, isActive }))
    const enrolments = wanted.map(({ step, dueAgo }, place) => ({
      id: `${place}`,
      tid: '',
      ruleId: `r${place}`,
      step,
      dueAt: now - dueAgo,
    }))
    const dueLead: DueLead = { lead: aLead(facts), enrolments, hasOpenRelance: false }
    return { dueLead, plan: aPlan(rules), now }
  })

it('who hides the number is reached by what sends by itself alone; who has neither number nor id, by nothing', () => {
  const open = new Set(['new'])
  const refusals = [{}, { personId: 'FR.1' }].map((names) =>
    ([null, 'whatsapp', 'closer'] as const).map((channel) =>
      leadRefusal({ ...aLead({ phone: null }), ...names, status: 'new' }, open, channel),
    ),
  )
  expect(refusals).toEqual([
    ['phone_missing', 'phone_missing', 'phone_missing'],
    [null, null, 'phone_missing'],
  ])
})

it('answers every due enrolment once, and records at most one step per lead', () => {
  fc.assert(
    fc.property(cases, ({ dueLead, plan, now }) => {
      const decisions = decide(dueLead, plan, now)
      expect(decisions.map((one) => one.enrolment.id).sort()).toEqual(dueLead.enrolments.map((one) => one.id).sort())
      expect(decisions.filter((one) => one.kind === 'record').length).toBeLessThanOrEqual(1)
    }),
  )
})

it('records only inside the window, after the minimum gap, and for the highest priority allowed', () => {
  fc.assert(
    fc.property(cases, ({ dueLead, plan, now }) => {
      const decisions = decide(dueLead, plan, now)
      const record = decisions.find((one) => one.kind === 'record')
      if (!record) return
      const { frequency } = record.rule
      expect(record.deliverAt).toBeGreaterThanOrEqual(now)
      expect(
        isOpen({ ...frequency, skipHolidays: true }, calendarOf(plan, record.rule, record.lead), record.deliverAt),
      ).toBe(true)
      if (record.lead.lastRelanceAt !== null)
        expect(record.deliverAt - record.lead.lastRelanceAt).toBeGreaterThanOrEqual(plan.minimumGapMs)
      for (const other of decisions) {
        if (other.kind === 'hold' && other.reason === 'outranked') {
          expect(plan.rules.get(other.enrolment.ruleId)?.priority).toBeLessThanOrEqual(record.rule.priority)
          expect(other.until).toBeGreaterThan(now)
        }
      }
    }),
  )
})

it('says the first reason of the table that holds', () => {
  fc.assert(
    fc.property(cases, ({ dueLead, plan, now }) => {
      for (const decision of decide(dueLead, plan, now)) {
        const { enrolment, lead: facts } = decision
        const found = plan.rules.get(enrolment.ruleId)
        const at = found ? deliverAt(found.frequency, calendarOf(plan, found, facts), now) : null
        const subject = { lead: facts, enrolment, rule: found, plan, now, deliverAt: at }
        const all = CHECKS.flatMap(({ refuse }) => refuse(subject) ?? [])
        expect(firstRefusal(subject)).toEqual(all[0] ?? null)
        if (decision.kind === 'hold' && decision.reason !== 'outranked') expect(decision.reason).toBe(all[0]?.reason)
        if (decision.kind === 'record') expect(all).toEqual([])
      }
    }),
  )
})

it('keeps the versions it used, and is over after the last step', () => {
  const dueLead = {
    lead: aLead(),
    hasOpenRelance: true,
    enrolments: [{ id: '1', tid: '', ruleId: 'r', step: 2, dueAt: NOW }],
  }
  expect(decide(dueLead, aPlan([aRule('r')]), NOW)).toEqual([
    expect.objectContaining({
      kind: 'record',
      rule: expect.objectContaining({ version: 7, frequencyVersion: 2 }),
      template: expect.objectContaining({ version: 4 }),
      message: 'Bonjour Zoé',
      deliverAt: NOW,
      nextDueAt: null,
      supersedes: true,
    }),
  ])
})

const textOf = (body: string) => aTemplate(body, body)
const dueIn = (...ruleIds: string[]) =>
  ruleIds.map((ruleId) => ({ id: ruleId, tid: '', ruleId, step: 1, dueAt: NOW - HOUR }))

it('an incomplete message holds its rule alone: the next rule writes', () => {
  const first = aRule('first', { priority: 9, templates: [textOf('Bonjour {{ lead.company }}')] })
  const second = aRule('second', { priority: 5 })
  const third = aRule('third', { priority: 1 })
  const dueLead: DueLead = { lead: aLead(), enrolments: dueIn('first', 'second', 'third'), hasOpenRelance: false }
  const decisions = decide(dueLead, aPlan([first, second, third]), NOW)
  expect(decisions).toMatchObject([
    { kind: 'hold', reason: 'message_incomplete', until: null, unwritten: { missing: ['lead.company'] } },
    { kind: 'record', rule: { id: 'second' } },
    { kind: 'hold', reason: 'outranked' },
  ])
})
