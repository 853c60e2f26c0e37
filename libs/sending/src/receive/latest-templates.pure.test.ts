import { latestTemplates } from './latest-templates.pure.ts'
import type { TemplateEvent, TemplateState } from './received.pure.ts'

const event = (status: string, at: number, one: Partial<TemplateEvent> = {}): TemplateEvent => ({
  ...{ kind: 'template_status', name: 'hello', language: 'fr', status, reason: null, at },
  ...one,
})
const stored = (one: Partial<TemplateState> = {}): TemplateState => ({
  ...{ name: 'hello', language: 'fr', status: 'PENDING', statusAt: null },
  ...one,
})
const told = (events: TemplateEvent[], state = stored()) =>
  latestTemplates(events, [state]).map(({ status, at }) => [status, at])

it('of what was told of a template the latest counts, in capitals', () => {
  expect(told([event('rejected', 9), event('approved', 10)])).toEqual([['APPROVED', 10]])
  expect(told([event('approved', 10), event('rejected', 9)])).toEqual([['APPROVED', 10]])
  expect(told([event('paused', 100), event('approved', 20)])).toEqual([['PAUSED', 100]])
})

it('of one instant the same one always counts', () => {
  expect(told([event('paused', 5), event('approved', 5)])).toEqual([['PAUSED', 5]])
  expect(told([event('approved', 5), event('paused', 5)])).toEqual([['PAUSED', 5]])
})

it('what is older than what is known, or the same, is no news', () => {
  const known = stored({ status: 'APPROVED', statusAt: 9 })
  expect(told([event('paused', 8)], known)).toEqual([])
  expect(told([event('approved', 9)], known)).toEqual([])
  expect(told([event('paused', 10)], known)).toEqual([['PAUSED', 10]])
  expect(told([event('paused', 10)], stored({ statusAt: 9 }))).toEqual([['PAUSED', 10]])
})

it('a template is known by its name and its language', () => {
  expect(told([event('approved', 9, { name: 'other' }), event('approved', 9, { language: 'en' })])).toEqual([])
  expect(told([])).toEqual([])
})
