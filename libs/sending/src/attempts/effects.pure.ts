/** What refusals and failures do to sending numbers, rules and the account. Instants in milliseconds, UTC. */
import type { SendReason } from '@relance/relance/core'
import { type NumberState, slowDown } from '../pace/pace.pure.ts'
import { type Effects, keepsFailing } from './receipt.pure.ts'

export interface Caused {
  relanceId: string
  leadId: string
  ruleId: string | null
  numberId: string
  effects: Effects
  /** The relance has failed for good. */
  isFailed: boolean
  error: string | null
}

/** What a rule has sent within a day, and since it was last resumed. */
export interface RuleSends {
  ruleId: string
  since: number
  sends: number
  /** Of those, failed and never delivered. */
  failed: number
}

export interface EffectsState {
  /** Those concerned; all of them where the account is to go slower. */
  numbers: readonly NumberState[]
  rules: readonly RuleSends[]
}

export interface EffectsPlan {
  /** Those that change, as they are from now on. */
  numbers: NumberState[]
  /** The channel's code or name of what stops the account. */
  stopsAccount: string | null
  rereadsTemplates: boolean
  pausedRules: { ruleId: string; reason: SendReason | 'keeps_failing' }[]
}

export function decideEffects(caused: readonly Caused[], state: EffectsState, now: number): EffectsPlan {
  const stops = caused.filter(({ effects }) => effects.stopsAccount).map(({ error }) => error ?? 'account')
  return {
    numbers: changedNumbers(caused, state.numbers, now),
    stopsAccount: stops.sort()[0] ?? null,
    rereadsTemplates: caused.some(({ effects }) => effects.rereadsTemplates),
    pausedRules: pausedRules(caused, state.rules),
  }
}

function changedNumbers(caused: readonly Caused[], numbers: readonly NumberState[], now: number): NumberState[] {
  const latest = (untils: readonly (number | undefined)[]): number => Math.max(0, ...untils.map((until) => until ?? 0))
  const accountUntil = latest(caused.map(({ effects }) => effects.accountUntil))
  return numbers.flatMap((number) => {
    const own = caused.filter(({ numberId }) => numberId === number.id).map(({ effects }) => effects)
    const slowUntil = latest(own.map(({ numberUntil }) => numberUntil))
    const qualityPausedUntil = latest(own.map(({ pausesNumberUntil }) => pausesNumberUntil))
    const slowed = slowUntil > 0 ? { ...number, ...slowDown(number, slowUntil, now) } : number
    const paused = accountUntil > now ? pauseWithAccount(slowed, accountUntil, now) : slowed
    const after = qualityPausedUntil > 0 ? pauseForQuality(paused, qualityPausedUntil, now) : paused
    return after === number ? [] : [after]
  })
}

const isQualityPaused = ({ pauseReason, pausedUntil }: NumberState, now: number): boolean =>
  pauseReason === 'quality' && (pausedUntil ?? 0) > now

function pauseWithAccount(number: NumberState, until: number, now: number): NumberState {
  const pausedUntil = Math.max(number.pausedUntil ?? 0, until)
  return { ...number, pausedUntil, pauseReason: isQualityPaused(number, now) ? 'quality' : 'account_slowed' }
}

/** A number that is blocked already is refused for what it sent before: its day goes on from the first refusal. */
function pauseForQuality(number: NumberState, until: number, now: number): NumberState {
  if (isQualityPaused(number, now)) return number
  return { ...number, pausedUntil: until, pauseReason: 'quality' }
}

function pausedRules(caused: readonly Caused[], rules: readonly RuleSends[]): EffectsPlan['pausedRules'] {
  const ruleIds = new Set(caused.flatMap(({ ruleId }) => ruleId ?? []))
  return [...ruleIds].sort().flatMap((ruleId): EffectsPlan['pausedRules'] => {
    const own = caused.filter((one) => one.ruleId === ruleId)
    const reason = own.map(({ effects }) => effects.stopsRule).find((one) => one !== undefined)
    if (reason) return [{ ruleId, reason }]
    const sends = rules.find((one) => one.ruleId === ruleId)
    const isFailing = own.some(({ isFailed }) => isFailed) && sends && keepsFailing(sends.sends, sends.failed)
    return isFailing ? [{ ruleId, reason: 'keeps_failing' }] : []
  })
}
