import { accountNews } from './account-news.pure.ts'
import { aStatus } from './test/received-cases.ts'
import type { ChannelEvent } from '@relance/relance/core'

const limit = (perDay: number | null, at: number): ChannelEvent => ({ kind: 'people_limit', perDay, at })
const quality = (phone: string, at: number, one: 'GREEN' | 'RED' = 'RED'): ChannelEvent => ({
  kind: 'number_quality',
  phone,
  quality: one,
  at,
})
const category = (name: string, language: string, of: string, at: number): ChannelEvent => ({
  kind: 'template_category',
  name,
  language,
  category: of,
  at,
})
const stopped = (reason: string, at: number): ChannelEvent => ({ kind: 'account_stopped', reason, at })

it('without news there is nothing to write', () => {
  expect(accountNews([aStatus('s1', 'read')])).toEqual({
    limit: null,
    qualities: [],
    categories: [],
    notices: [],
    stop: null,
  })
})

it('of each the latest counts, whatever the order they were told in', () => {
  const all = [limit(10, 5), limit(null, 9), limit(20, 7), stopped('a', 3), stopped('b', 2)]
  for (const told of [all, [...all].reverse()]) {
    expect(accountNews(told)).toMatchObject({ limit: { perDay: null, at: 9 }, stop: 'a' })
  }
})

it('of one instant the same one counts in any order', () => {
  expect(accountNews([limit(10, 5), limit(20, 5)]).limit).toEqual(accountNews([limit(20, 5), limit(10, 5)]).limit)
})

it('numbers are told apart, and templates by name and language, in one order', () => {
  const { qualities } = accountNews([quality('b', 1), quality('a', 1), quality('b', 2, 'GREEN')])
  expect(qualities).toEqual([quality('a', 1), quality('b', 2, 'GREEN')])
  const { categories } = accountNews([
    category('n', 'fr', 'UTILITY', 1),
    category('n', 'en', 'UTILITY', 1),
    category('n', 'en', 'MARKETING', 2),
  ])
  expect(categories).toEqual([category('n', 'en', 'MARKETING', 2), category('n', 'fr', 'UTILITY', 1)])
})

it('every notice is told', () => {
  const notices: ChannelEvent[] = [1, 2].map((at) => ({ kind: 'account_notice', what: 'x', at }))
  expect(accountNews(notices).notices).toEqual(notices)
})
