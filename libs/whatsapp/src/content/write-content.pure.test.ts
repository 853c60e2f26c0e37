import type { ChannelTemplate, MessageValues } from '@relance/relance/core'
import { FREE_TEXT_MS, writeContent } from './write-content.pure.ts'

const NOW = 1_000_000_000
const values = {} as MessageValues
const content = { kind: 'template' as const, name: 'hello', language: 'fr', parameters: [] }
const template = (one: Partial<ChannelTemplate> = {}): ChannelTemplate => ({
  ...{ isApproved: true, category: 'utility', fill: () => ({ ok: true, content, text: 'Bonjour' }) },
  ...one,
})
const write = (lastInboundAt: number | null, one: ChannelTemplate | null = template()) =>
  writeContent({ message: 'Salut', lastInboundAt, template: one, values }, NOW)

it('free text is written while the window is open, five minutes less than WhatsApp says, whatever the template', () => {
  expect(FREE_TEXT_MS).toBe((24 * 60 - 5) * 60_000)
  const free = { ok: true, content: { kind: 'text', body: 'Salut' }, text: 'Salut', category: 'service' }
  expect(write(NOW - FREE_TEXT_MS + 1)).toEqual(free)
  expect(write(NOW, null)).toEqual(free)
  expect(write(NOW - FREE_TEXT_MS)).toMatchObject({ category: 'utility' })
})

it('outside the window an approved template is filled, with the text that the lead reads', () => {
  expect(write(null)).toEqual({ ok: true, content, text: 'Bonjour', category: 'utility' })
  expect(write(null, template({ fill: () => ({ ok: true, content, text: null }) }))).toMatchObject({ text: 'Salut' })
})

it.each<[string, ChannelTemplate | null, string]>([
  ['there is no template', null, 'template_missing'],
  ['it is not approved', template({ isApproved: false }), 'template_not_approved'],
  ['a value is blank', template({ fill: () => ({ ok: false, why: 'blank', variables: [] }) }), 'parameter_blank'],
])('outside the window nothing is written where %s', (_, one, reason) => {
  expect(write(null, one)).toEqual({ ok: false, reason })
})
