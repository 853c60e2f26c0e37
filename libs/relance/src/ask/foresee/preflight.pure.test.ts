import { createPreflighter, type PreflighterOptions } from './preflight.pure.ts'
import { aLead, aRule, aTemplate } from '../../decide/test/cases.ts'
import type { PlannedRule } from '../../decide/plan.ts'
import type { ChannelTemplate, FilledTemplate } from '../../ground/messages.ts'

type Lead = Parameters<typeof aLead>[0]
const flight = (rule: Partial<PlannedRule>, leads: Lead[], options: Partial<PreflighterOptions> = {}) => {
  const preflighter = createPreflighter(aRule('r', rule), 'Atelier', { samples: 2, unapproved: [], ...options })
  for (const lead of leads) preflighter.add(aLead(lead))
  return preflighter.result()
}
const kinds = (...asked: Parameters<typeof flight>) => flight(...asked).findings.map(({ kind, leads }) => [kind, leads])
const counterpart = (filled: FilledTemplate, one: Partial<ChannelTemplate> = {}) =>
  new Map([['t', { isApproved: true, category: 'marketing' as const, fill: () => filled, ...one }]])
const REFUSED = (why: 'blank' | 'too_long'): FilledTemplate => ({ ok: false, why, variables: ['lead.company'] })
const FILLED: FilledTemplate = { ok: true, content: { kind: 'text', body: 'x' }, text: 'x' }

it('a rule whose messages can all be written is clear, whatever it has to send', () => {
  expect(flight({ templates: [aTemplate('Bonjour', 'a'), aTemplate('Salut', 'b')] }, [{}, {}])).toEqual({
    ...{ leads: 2, messages: 4, isClear: true, findings: [], warnings: [], isComplete: true },
  })
})

it('what prints nothing is told with its variables, sorted, and a few of the leads', () => {
  const templates = [aTemplate('{{ lead.jobTitle }} {{ lead.company }}')]
  const { findings, isClear } = flight({ templates }, [
    { id: '1', lastName: 'M' },
    { id: '2', company: 'Élan' },
    { id: '3' },
  ])
  expect(isClear).toBe(false)
  expect(findings).toMatchObject([
    { kind: 'empty_variable', leads: 3, variables: ['lead.company', 'lead.jobTitle'], templates: [] },
  ])
  expect(findings[0]?.sample).toEqual([
    { leadId: '1', name: 'Zoé M', step: 1, message: ' ', emptyVariables: ['lead.jobTitle', 'lead.company'] },
    { leadId: '2', name: 'Zoé', step: 1, message: ' Élan', emptyVariables: ['lead.jobTitle'] },
  ])
})

it('of each kind a lead is told once, with the first text it holds for', () => {
  const templates = [aTemplate('Bonjour', 'a'), aTemplate('{{ lead.company }}', 'b')]
  expect(flight({ templates }, [{}]).findings).toMatchObject([{ leads: 1, sample: [{ step: 2 }] }])
  const twice = [aTemplate('{{ lead.jobTitle }}', 'a'), aTemplate('{{ lead.company }}', 'b')]
  expect(flight({ templates: twice }, [{}]).findings).toMatchObject([{ leads: 1, sample: [{ step: 1 }] }])
})

it.each<[string, Partial<PlannedRule>, Lead, string]>([
  ['blank', { templates: [aTemplate('{% if lead.company %}x{% endif %}')] }, {}, 'message_blank'],
  [
    'too long',
    { templates: [aTemplate('{{ lead.firstName }}')] },
    { firstName: 'x'.repeat(4_097) },
    'message_too_long',
  ],
  [
    'given up',
    { templates: [aTemplate(`{% assign x = "xxxxxxxxxx" %}${'{% assign x = x | append: x %}'.repeat(40)}{{ x }}`)] },
    {},
    'message_blank',
  ],
  ['for a landline', {}, { phone: '+33139980001' }, 'landline'],
  ['for no number at all', {}, { phone: '+33000' }, 'phone_invalid'],
])('a message that comes out %s is found', (_, rule, lead, kind) => {
  expect(kinds(rule, [lead])).toEqual([[kind, 1]])
})

it('messages are written in the name of the lead’s closer and of the company', () => {
  const templates = [aTemplate('{{ closer.name }} de {{ company.name }}')]
  expect(kinds({ templates }, [{ closerName: 'Ana' }])).toEqual([])
  expect(flight({ templates }, [{}]).findings).toMatchObject([{ variables: ['closer.name'] }])
})

it('a lead without a number is not told to have a wrong one', () => {
  expect(kinds({}, [{ phone: null }])).toEqual([])
})

it('a channel’s own form of a text is filled as well', () => {
  expect(flight({}, [{}], { counterparts: counterpart(REFUSED('blank')) }).findings).toMatchObject([
    { kind: 'empty_variable', variables: ['lead.company'], sample: [{ step: 1, message: null }] },
  ])
  expect(kinds({}, [{}], { counterparts: counterpart(REFUSED('too_long')) })).toEqual([['message_too_long', 1]])
  expect(kinds({}, [{}], { counterparts: counterpart(FILLED) })).toEqual([])
})

it('a message that the channel does not deliver to a lead is found, by the category of its template', () => {
  const asked: unknown[] = []
  const reaches = (to: string, category: string): boolean => {
    asked.push([to, category])
    return false
  }
  const counterparts = counterpart(FILLED)
  expect(flight({}, [{}], { counterparts, reaches }).findings).toMatchObject([
    { kind: 'not_delivered', sample: [{ step: 1 }] },
  ])
  expect(asked).toEqual([['+33639980012', 'marketing']])
  expect(kinds({}, [{}], { counterparts, reaches: () => true })).toEqual([])
  expect(kinds({}, [{}], { reaches })).toEqual([])
  expect(kinds({}, [{ phone: null }], { counterparts, reaches })).toEqual([])
})

it('templates that the channel would not send are told once, with no lead, after the findings in their order', () => {
  const unapproved = [{ id: 't', name: 'Hello' }]
  expect(flight({}, [{}], { unapproved }).findings).toEqual([
    { kind: 'template_unapproved', leads: 0, variables: [], templates: unapproved, sample: [] },
  ])
  expect(kinds({ templates: [aTemplate('{{ lead.company }}')] }, [{ phone: '+33139980001' }], { unapproved })).toEqual([
    ['empty_variable', 1],
    ['landline', 1],
    ['template_unapproved', 0],
  ])
})

it('warnings keep no rule from being clear', () => {
  const frequency = { ...aRule().frequency, steps: Array(2).fill({ after: { value: 1, unit: 'days' } }) }
  expect(flight({ frequency }, [])).toMatchObject({
    isClear: true,
    warnings: [{ kind: 'repeated_text', steps: [1, 2] }],
  })
})
