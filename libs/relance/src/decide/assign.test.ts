import { readTemplate } from './message/message.ts'
import { isHeldOut, shareOf, templateOf } from './assign.ts'

const LEADS = Array.from({ length: 20_000 }, (_, n) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`)
const read = readTemplate('Bonjour')
if (!read.ok) throw new Error('The template of these tests cannot be read.')
const template = (id: string) => ({ id, version: 1, template: read.template })

it('spreads keys that are alike evenly, in every tenth', () => {
  const tenths = new Array<number>(10).fill(0)
  for (const lead of LEADS) tenths[Math.floor(shareOf(lead) * 10)]!++
  for (const count of tenths) expect(Math.abs(count - 2_000)).toBeLessThan(200)
})

it('sets aside the percentage asked for, the same leads every time, and keeps them when it is raised', () => {
  const held = (holdoutPercent: number, id = 'a') => LEADS.filter((lead) => isHeldOut({ id, holdoutPercent }, lead))
  expect(held(0)).toHaveLength(0)
  const ten = held(10)
  expect(Math.abs(ten.length - 2_000)).toBeLessThan(200)
  expect(held(10)).toEqual(ten)
  const twenty = new Set(held(20))
  expect(ten.every((lead) => twenty.has(lead))).toBe(true)
  const other = new Set(held(10, 'b'))
  expect(Math.abs(ten.filter((lead) => other.has(lead)).length - 200)).toBeLessThan(80)
})

it('sends each of two texts to half the leads, whoever is set aside, and repeats the last text', () => {
  const rule = { id: 'a', templates: [template('x'), template('y')], variants: [{ step: 2, template: template('z') }] }
  const sent = LEADS.map((lead) => templateOf(rule, 2, lead).id)
  expect(Math.abs(sent.filter((id) => id === 'z').length - 10_000)).toBeLessThan(300)
  expect(sent.filter((id) => id === 'x')).toHaveLength(0)
  const kept = LEADS.filter((lead) => !isHeldOut({ id: 'a', holdoutPercent: 50 }, lead))
  const share = kept.filter((lead) => templateOf(rule, 2, lead).id === 'z').length / kept.length
  expect(Math.abs(share - 0.5)).toBeLessThan(0.03)
  expect(templateOf(rule, 1, LEADS[0] as string).id).toBe('x')
  expect(templateOf(rule, 7, LEADS[0] as string).id).toBe('y')
})
