import { stopWish } from '@relance/relance/core'
import { WHATSAPP_SETTINGS, WHATSAPP_SETTINGS_ROLES } from './settings.pure.ts'

const { stopWords, messagesPerSecond, stopped, monthlyBudget } = WHATSAPP_SETTINGS

it('each word that opts a person out is one they may write, and is short enough to be saved', () => {
  expect(stopWords.default.length).toBeGreaterThan(10)
  for (const word of stopWords.default) {
    expect([word, word.trim(), word.length <= stopWords.longest]).toEqual([word, word, true])
    expect([word, stopWish(word.toUpperCase(), stopWords.default)]).toEqual([word, 'certain'])
  }
  expect(new Set(stopWords.default).size).toBe(stopWords.default.length)
  expect(stopWords.default.length).toBeLessThanOrEqual(stopWords.most)
})

it('nothing is stopped, nor spending limited, unless somebody says so', () => {
  expect([stopped.default, monthlyBudget.default]).toEqual([false, null])
})

it('the pace begins where WhatsApp allows every number, within what may be set', () => {
  expect(messagesPerSecond.default).toBe(80)
  expect(messagesPerSecond.default).toBeGreaterThanOrEqual(messagesPerSecond.least)
  expect(messagesPerSecond.default).toBeLessThanOrEqual(messagesPerSecond.most)
})

it('a manager sees the settings, and an admin alone changes them', () => {
  expect(WHATSAPP_SETTINGS_ROLES).toEqual({ read: 'manager', change: 'admin' })
})
