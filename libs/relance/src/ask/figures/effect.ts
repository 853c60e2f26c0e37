/** What a rule has brought about: step by step, text against text, and against the leads it sets aside. */
import { annoys, compare, type Comparison, LEAST_SENT, type Share, shareOf } from './effect.pure.ts'
import type { Db } from '../../ground/ports.ts'
import { readSettings } from '../../ground/read-settings.sql.ts'
import { DAY } from '../../ground/time.ts'
import {
  type AnnoyingStep,
  countEffect,
  type EffectCount,
  findAnnoyingSteps,
  type GroupCount,
  type TextCount,
} from './count-effect.sql.ts'

export interface TextEffect {
  templateId: string
  name: string
  recorded: number
  sent: number
  opened: Share
  replied: Share
  won: Share
  optedOut: Share
}

export interface StepEffect extends Omit<TextEffect, 'templateId' | 'name'> {
  step: number
  isAlarming: boolean
  texts: TextEffect[]
  /** The two texts of a step, by their replies; null for a step of one text. */
  comparison: (Comparison & { first: string; second: string }) | null
}

export interface Effect {
  since: number
  alarmPercent: number
  steps: StepEffect[]
  treated: { leads: number; won: Share; optedOut: Share }
  heldOut: { leads: number; won: Share; optedOut: Share }
  /** Those written to against those set aside, by what was won; null without anybody set aside. */
  lift: Comparison | null
}

/** Since `since` (milliseconds). A text that was changed counts as one with what it was. */
export async function effectOf(db: Db, ruleId: string, since: number): Promise<Effect> {
  const counted = await countEffect(db, ruleId, since)
  const { optOutAlarmPercent: alarmPercent } = await readSettings(db, 'optOutAlarmPercent')
  const numbers = [...new Set(counted.texts.map(({ step }) => step))]
  const steps = numbers.map((step) =>
    stepEffect(
      step,
      counted.texts.filter((text) => text.step === step),
      alarmPercent,
    ),
  )
  const treated = groupEffect(counted.treated)
  const heldOut = groupEffect(counted.heldOut)
  return { since, alarmPercent, steps, treated, heldOut, lift: liftOf(counted, treated.won, heldOut.won) }
}

/** How far an effect is looked back on where nobody says otherwise, milliseconds: a season. */
export const EFFECT_SPAN_MS = 90 * DAY

/** The steps of active rules that more people than allowed answered with an opt-out, of what was sent in the span before `now` (milliseconds). */
export const annoyingSteps = (db: Db, now: number): Promise<AnnoyingStep[]> =>
  findAnnoyingSteps(db, now - EFFECT_SPAN_MS, LEAST_SENT)

function stepEffect(step: number, texts: readonly TextCount[], alarmPercent: number): StepEffect {
  const sum = (of: (text: TextCount) => number): number => texts.reduce((total, text) => total + of(text), 0)
  const whole = {
    recorded: sum((text) => text.recorded),
    sent: sum((text) => text.sent),
    opened: sum((text) => text.opened),
    replied: sum((text) => text.replied),
    won: sum((text) => text.won),
    optedOut: sum((text) => text.optedOut),
  }
  const told = texts.map((text) => ({ templateId: text.templateId, name: text.templateName, ...sharesOf(text) }))
  const [first, second] = told
  const isTest = first && second && told.length === 2
  return {
    step,
    ...sharesOf(whole),
    isAlarming: annoys(whole, alarmPercent),
    texts: told,
    comparison: isTest
      ? { ...compare(first.replied, second.replied), first: first.templateId, second: second.templateId }
      : null,
  }
}

type Counts = Pick<TextCount, 'recorded' | 'sent' | 'opened' | 'replied' | 'won' | 'optedOut'>

const sharesOf = ({ recorded, sent, opened, replied, won, optedOut }: Counts) => ({
  recorded,
  sent,
  opened: shareOf(Math.min(opened, recorded), recorded),
  // Who answers or opts out was written to, whatever the state says.
  replied: shareOf(replied, Math.max(sent, replied)),
  won: shareOf(won, Math.max(sent, won)),
  optedOut: shareOf(optedOut, Math.max(sent, optedOut)),
})

const groupEffect = ({ leads, won, optedOut }: GroupCount) => ({
  leads,
  won: shareOf(won, leads),
  optedOut: shareOf(optedOut, leads),
})

const liftOf = ({ heldOut }: EffectCount, treated: Share, control: Share): Comparison | null =>
  heldOut.leads === 0 ? null : compare(treated, control)
