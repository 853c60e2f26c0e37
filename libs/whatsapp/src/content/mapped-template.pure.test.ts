/** An approved template is filled so that WhatsApp takes it, or not sent at all. */
import type { MessageValues } from '@relance/relance/core'
import { mapTemplate, type Mapping } from './mapped-template.pure.ts'

const DAY = 86_400_000
const values = {
  lead: {
    firstName: 'Zoé',
    lastName: 'M',
    company: null,
    jobTitle: null,
    custom: { note: 'un\n\tdeux     trois', long: 'x'.repeat(1_020) },
  },
  closer: { name: 'Ada' },
  company: { name: 'Atelier' },
} as unknown as MessageValues
const mapping = (one: Partial<Mapping> = {}): Mapping => ({
  ...{
    name: 'hello',
    language: 'fr',
    values: [{ value: '{{ lead.firstName }}' }],
    category: 'UTILITY',
    isApproved: true,
  },
  ...{ headerText: null, bodyText: 'Bonjour {{1}} !', footerText: null },
  ...one,
})
const fill = (one: Partial<Mapping> = {}) => mapTemplate(mapping(one))?.fill(values)

it('the values stand in order, and the text as the lead reads it', () => {
  expect(fill()).toEqual({
    ok: true,
    content: { kind: 'template', name: 'hello', language: 'fr', parameters: [{ place: 'body', value: 'Zoé' }] },
    text: 'Bonjour Zoé !',
  })
})

it('header, body and footer are each filled with their own values', () => {
  const parts = { headerText: '{{1}}', bodyText: '{{1}} et {{ 2 }}', footerText: 'Fin {{1}}' }
  const filled = fill({ ...parts, values: [{ value: 'a' }, { place: 'header', value: 'b' }, { value: 'c' }] })
  expect(filled).toMatchObject({ ok: true, text: 'b\n\na et c\n\nFin {{1}}' })
})

it('named values are found by name, and what nobody fills stays as it is', () => {
  const filled = fill({ bodyText: '{{who}} {{other}} {{0}} {{2}}', values: [{ name: 'who', value: 'Ada' }] })
  expect(filled).toMatchObject({
    text: 'Ada {{other}} {{0}} {{2}}',
    content: { parameters: [{ name: 'who', value: 'Ada' }] },
  })
})

it('a value is written on one line', () => {
  expect(fill({ values: [{ value: ' {{ lead.custom.note }}\u200B ' }] })).toMatchObject({
    text: 'Bonjour un deux trois !',
  })
})

it('a blank value is not sent, and its variables are told, each once', () => {
  const company = { value: '{{ lead.company }}' }
  expect(fill({ values: [company, company, { value: 'x' }, { value: '{{ lead.jobTitle | default: " " }}' }] })).toEqual(
    {
      ...{ ok: false, why: 'blank', variables: ['lead.company', 'lead.jobTitle'] },
    },
  )
})

it.each([
  ['bodyText', 1_024],
  ['headerText', 60],
  ['footerText', 60],
] as const)('a filled %s of %i characters is sent, and none longer', (part, most) => {
  expect(fill({ bodyText: null, [part]: 'x'.repeat(most) })?.ok).toBe(true)
  expect(fill({ bodyText: null, [part]: 'x'.repeat(most + 1) })).toEqual({ ok: false, why: 'too_long', variables: [] })
})

it('it is the filled text whose length counts', () => {
  const long = { values: [{ value: '{{ lead.custom.long }}' }] }
  expect(fill({ ...long, bodyText: '{{1}}abcd' })?.ok).toBe(true)
  expect(fill({ ...long, bodyText: '{{1}}abcde' })).toMatchObject({ why: 'too_long' })
})

it('where WhatsApp shows no text, none is told', () => {
  expect(fill({ bodyText: null })).toMatchObject({ ok: true, text: null })
  expect(fill({ bodyText: '' })).toMatchObject({ ok: true, text: null })
})

it('a value that is no text of ours makes no template', () => {
  expect(mapTemplate(mapping({ values: [{ value: '{{ lead.phone }}' }] }))).toBeNull()
})

it('says whether it is approved, its category, and for how long WhatsApp tries', () => {
  expect(mapTemplate(mapping())).toMatchObject({ isApproved: true, category: 'utility', livesMs: 30 * DAY })
  expect(mapTemplate(mapping({ isApproved: false, category: null, ttlSeconds: 60 }))).toMatchObject({
    ...{ isApproved: false, category: 'marketing', livesMs: 60_000 },
  })
  expect(mapTemplate(mapping({ ttlSeconds: null }))?.livesMs).toBe(30 * DAY)
})
