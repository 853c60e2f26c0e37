/** Refusals slow or stop what they are about, and nothing else. */
import { type Caused, decideEffects, type EffectsState } from './effects.pure.ts'
import type { NumberState } from '../pace/pace.pure.ts'
import { HOUR, NOW } from '../receive/test/received-cases.ts'

const number = (id: string, one: Partial<NumberState> = {}): NumberState =>
  ({
    ...{ id, rate: 10, speed: 1, nextAt: NOW, seenAt: NOW, pausedUntil: null, pauseReason: null },
    ...one,
  }) as NumberState
const caused = (effects: Caused['effects'], one: Partial<Caused> = {}): Caused => ({
  ...{ relanceId: 's1', leadId: 'l1', ruleId: 'r1', numberId: 'a', effects, isFailed: false, error: null },
  ...one,
})
const plan = (all: Caused[], state: Partial<EffectsState> = {}) =>
  decideEffects(all, { numbers: [number('a'), number('b')], rules: [], ...state }, NOW)
const until = NOW + HOUR

it('a refusal without effects changes nothing', () => {
  expect(plan([caused({})])).toEqual({ numbers: [], stopsAccount: null, rereadsTemplates: false, pausedRules: [] })
})

describe('a number', () => {
  it('that was too fast goes slower, and no other does', () => {
    const { numbers } = plan([caused({ numberUntil: until }), caused({ numberUntil: until - 1 })])
    expect(numbers).toMatchObject([{ id: 'a', speed: 0.95, pausedUntil: until, nextAt: until, pauseReason: null }])
  })

  it('of an account that is too fast is paused, with all the others', () => {
    const { numbers } = plan([caused({ accountUntil: until })])
    expect(numbers).toMatchObject([
      { id: 'a', speed: 1, pausedUntil: until, pauseReason: 'account_slowed' },
      { id: 'b', speed: 1, pausedUntil: until, pauseReason: 'account_slowed' },
    ])
    expect(plan([caused({ accountUntil: NOW })]).numbers).toEqual([])
    expect(plan([caused({ accountUntil: until }), caused({ accountUntil: until + 5 })]).numbers[0]?.pausedUntil).toBe(
      until + 5,
    )
  })

  it('that is paused for longer already is not paused for less', () => {
    const state = { numbers: [number('a', { pausedUntil: until + 9 })] }
    expect(plan([caused({ accountUntil: until })], state).numbers).toMatchObject([{ pausedUntil: until + 9 }])
  })

  it('that is blocked for its quality is paused for that, and its day goes on from the first refusal', () => {
    const blocked = (pausedUntil: number) => ({ numbers: [number('a', { pauseReason: 'quality', pausedUntil })] })
    expect(plan([caused({ pausesNumberUntil: until })]).numbers).toMatchObject([
      { id: 'a', pausedUntil: until, pauseReason: 'quality' },
    ])
    expect(plan([caused({ pausesNumberUntil: until })], blocked(NOW + 1)).numbers).toEqual([])
    expect(plan([caused({ pausesNumberUntil: until })], blocked(NOW)).numbers).toMatchObject([{ pausedUntil: until }])
    expect(plan([caused({ accountUntil: until })], blocked(NOW + 1)).numbers).toMatchObject([
      { pausedUntil: until, pauseReason: 'quality' },
    ])
    expect(plan([caused({ accountUntil: until })], blocked(NOW)).numbers).toMatchObject([
      { pauseReason: 'account_slowed' },
    ])
  })
})

it('the account is stopped by what the channel calls it, the same of several whatever their order', () => {
  const stops = (error: string | null) => caused({ stopsAccount: true }, { error })
  expect(plan([stops(null)]).stopsAccount).toBe('account')
  expect(plan([stops('b'), stops('a')]).stopsAccount).toBe('a')
  expect(plan([caused({}, { error: 'a' })]).stopsAccount).toBeNull()
})

it('templates are read again where one refusal asks for it', () => {
  expect(plan([caused({}), caused({ rereadsTemplates: true })]).rereadsTemplates).toBe(true)
})

describe('a rule', () => {
  const failing = { rules: [{ ruleId: 'r1', since: 0, sends: 20, failed: 2 }] }
  it('is paused for what the channel says of it', () => {
    const all = [
      caused({ stopsRule: 'rule_stopped' }),
      caused({}, { ruleId: 'r2' }),
      caused({ stopsRule: 'rule_stopped' }, { ruleId: null }),
    ]
    expect(plan(all).pausedRules).toEqual([{ ruleId: 'r1', reason: 'rule_stopped' }])
  })

  it('is paused when too much of it fails, as soon as one more has', () => {
    expect(plan([caused({}, { isFailed: true })], failing).pausedRules).toEqual([
      { ruleId: 'r1', reason: 'keeps_failing' },
    ])
    expect(plan([caused({})], failing).pausedRules).toEqual([])
    expect(plan([caused({}, { isFailed: true, ruleId: 'r2' })], failing).pausedRules).toEqual([])
    const fine = { rules: [{ ruleId: 'r1', since: 0, sends: 21, failed: 2 }] }
    expect(plan([caused({}, { isFailed: true })], fine).pausedRules).toEqual([])
  })

  it('is paused for the channel’s reason first, and each once, in one order', () => {
    const all = [
      caused({ stopsRule: 'rule_stopped' }, { ruleId: 'r2' }),
      caused({}, { isFailed: true }),
      caused({ stopsRule: 'rule_stopped' }),
    ]
    expect(plan(all, failing).pausedRules).toEqual([
      { ruleId: 'r1', reason: 'rule_stopped' },
      { ruleId: 'r2', reason: 'rule_stopped' },
    ])
  })
})
