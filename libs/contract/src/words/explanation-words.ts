/** Puts an explanation into sentences, in the language asked for, with instants in the lead's zone. */
import { kindOf, type LeadFieldName } from '@relance/relance/core'
import type { ConditionSeen, ContactSeen, Explanation, GroupSeen, RuleExplanation } from '../relances/explain.ts'
import { fill, type Language } from '../words.ts'
import { instantFormat } from './instants.ts'
import { reasonsEn } from './reasons-en.ts'
import { reasonsFr } from './reasons-fr.ts'
import type { ReasonWords } from './reasons.ts'
import { variableWords } from './variable-words.ts'

const CATALOGUES: Readonly<Record<Language, ReasonWords>> = { fr: reasonsFr, en: reasonsEn }
const LOCALES: Readonly<Record<Language, string>> = { fr: 'fr-FR', en: 'en-GB' }

export interface RuleWords {
  ruleId: string
  /** One sentence, and what would have to change, where there is anything. */
  why: string
  remedy: string | null
  /** The way from what the cadence asks for to the delivery. */
  course: string[]
  conditions: { text: string; holds: boolean }[]
  checks: { text: string; isPassed: boolean }[]
}
export interface ExplanationWords {
  summary: string
  rules: RuleWords[]
}

/** Every instant is written in the zone that counts for the lead in the rule it belongs to. */
export function explanationWords(language: Language, explanation: Explanation): ExplanationWords {
  const { rules } = explanation
  const nameOf = (ruleId: string | null) => rules.find((rule) => rule.ruleId === ruleId)?.name
  return {
    summary: summaryOf(explanation, language),
    rules: rules.map((rule) => ruleExplanationWords(language, rule, nameOf(rule.outrankedBy))),
  }
}

/** `winner` is the name of the rule that goes first, when this one is outranked. */
export function ruleExplanationWords(language: Language, rule: RuleExplanation, winner?: string): RuleWords {
  const writer = writerOf(language, rule.timeZone)
  const { words, instant } = writer
  return {
    ruleId: rule.ruleId,
    ...verdictWords(rule, winner, writer),
    course: courseWords(rule, writer),
    conditions: conditionWords(rule.audience, writer),
    checks: rule.checks.map(({ reason, isPassed, seen, until }) => ({
      isPassed,
      text: say(words.checks[reason][isPassed ? 'passed' : 'failed'], {
        seen: seenWords(reason, seen, writer),
        until: instant(until),
        steps: rule.stepCount,
      }),
    })),
  }
}

/** Checks that see a text, apart from the status; what others see as one is an instant. */
const TEXTS: ReadonlySet<string> = new Set(['rule_paused'])

function seenWords<Seen>(reason: string, seen: Seen, { words, instant }: Writer): Seen | string {
  if (typeof seen !== 'string') return seen
  if (reason === 'status_closed') return labelOf(seen, words)
  return TEXTS.has(reason) ? seen : instant(seen)
}

const labelOf = (status: string, { statuses }: ReasonWords): string =>
  Object.hasOwn(statuses, status) ? (statuses[status] ?? status) : status

type Known = Readonly<Record<string, string | number | boolean | null | undefined>>

interface Writer {
  language: Language
  words: ReasonWords
  plural: Intl.PluralRules
  instant(at: string): string
  instant(at: string | null): string | null
}

const writers = new Map<string, Writer>()

function writerOf(language: Language, timeZone: string): Writer {
  const key = `${language} ${timeZone}`
  const known = writers.get(key)
  if (known) return known
  const format = instantFormat(LOCALES[language], {
    timeZone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  })
  const instant = (at: string | null) => (at === null ? null : format.format(new Date(at)))
  const plural = new Intl.PluralRules(language)
  const writer: Writer = { language, words: CATALOGUES[language], plural, instant: instant as Writer['instant'] }
  writers.set(key, writer)
  return writer
}

/** What is null or absent is unknown to the text. */
function say(text: string, known: Known): string {
  const entries = Object.entries(known).filter(([, value]) => value !== null && value !== undefined)
  return fill(text, Object.fromEntries(entries.map(([key, value]) => [key, String(value)]))).trim()
}

function summaryOf(explanation: Explanation, language: Language): string {
  const { isStopped, leadReason, next, winner, rules } = explanation
  const { summary, verdicts } = CATALOGUES[language]
  if (explanation.isPast) return pastSummary(explanation, language)
  if (isStopped) return summary.stopped
  if (leadReason)
    return say(summary.refused, {
      why: say(verdicts[leadReason].why, { status: statusOf(rules[0], CATALOGUES[language]) }),
    })
  const told = rules.find((rule) => rule.ruleId === (winner ?? next?.ruleId))
  if (!told) return summary.none
  const deliverAt = winner === null ? next?.deliverAt : told.course?.deliverAt
  const step = winner === null ? next?.step : (told.enrolment?.step ?? 1)
  return say(winner === null ? summary.planned : summary.now, {
    rule: told.name,
    step,
    steps: told.stepCount,
    deliverAt: writerOf(language, told.timeZone).instant(deliverAt ?? null),
  })
}

function pastSummary({ decidedAt, winner, rules, timeZone }: Explanation, language: Language): string {
  const { summary } = CATALOGUES[language]
  if (decidedAt === null) return summary.beforeRuns
  const told = rules.find((rule) => rule.ruleId === winner)
  return say(told ? summary.recorded : summary.notRecorded, {
    decidedAt: writerOf(language, told?.timeZone ?? timeZone).instant(decidedAt),
    rule: told?.name,
    step: told?.enrolment?.step,
    steps: told?.stepCount,
  })
}

function statusOf(rule: RuleExplanation | undefined, words: ReasonWords): string | null {
  const seen = rule?.checks.find(({ reason }) => reason === 'status_closed')?.seen
  return typeof seen === 'string' ? labelOf(seen, words) : null
}

function verdictWords(rule: RuleExplanation, winner: string | undefined, { words, language, instant }: Writer) {
  const { why, remedy } = words.verdicts[rule.reason ?? 'recorded']
  const known = {
    step: rule.enrolment?.step ?? 1,
    steps: rule.stepCount,
    until: instant(rule.until),
    matchesFrom: instant(rule.matchesFrom),
    deliverAt: instant(rule.course?.deliverAt ?? null),
    status: statusOf(rule, words),
    winner,
    missing: rule.missing.length > 0 ? variableWords(language, rule.missing) : null,
  }
  return { why: say(why, known), remedy: say(remedy, known) || null }
}

function courseWords({ course }: RuleExplanation, writer: Writer): string[] {
  if (!course) return []
  const { words, instant } = writer
  const { anchor, shifts } = course
  const dueAt = instant(course.dueAt)
  const deliverAt = instant(course.deliverAt)
  const due = anchor
    ? say(words.anchors[anchor.kind], { delay: delayWords(anchor.after, writer), at: instant(anchor.at), dueAt })
    : say(words.due, { dueAt })
  const moved = shifts.map(({ kind, from, to, contact }) => {
    const told = contact && contactWords(contact, writer)
    return capitalized(say(words.shifts[kind], { from: instant(from), to: instant(to), contact: told }))
  })
  return [due, ...moved, ...(deliverAt === null ? [] : [say(words.delivery, { deliverAt })])]
}

const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

function contactWords({ kind, direction, at, actorName }: ContactSeen, { words, instant }: Writer): string {
  return say(words.contacts[kind][direction], { at: instant(at), who: actorName || null })
}

function delayWords({ value, unit }: { value: number; unit: string }, { words, plural }: Writer): string {
  const [one, more] = words.delays[unit as keyof ReasonWords['delays']]
  return fill(plural.select(value) === 'one' ? one : more, { count: value })
}

function conditionWords(group: GroupSeen, writer: Writer): RuleWords['conditions'] {
  if (group.rules.length === 0) return [{ text: writer.words.everyLead, holds: group.holds }]
  return group.rules.flatMap((node) =>
    'combinator' in node ? conditionWords(node, writer) : { text: conditionText(node, writer), holds: node.holds },
  )
}

function conditionText({ field, operator, value, seen }: ConditionSeen, writer: Writer): string {
  const { words } = writer
  const kind = field === 'status' ? 'status' : kindOf(field) === 'instant' ? 'instant' : 'other'
  const isAge = operator === 'olderThan' || operator === 'newerThan'
  const condition = say(words.operators[operator], {
    field: words.fields[field as LeadFieldName] ?? field.replace(/^custom\./, ''),
    value: isAge ? delayWords(value as { value: number; unit: string }, writer) : valueWords(value, kind, writer),
  })
  return say(words.seen, { condition, seen: seen === null ? words.missing : valueWords(seen, kind, writer) })
}

function valueWords(value: unknown, kind: 'status' | 'instant' | 'other', writer: Writer): string {
  const { words, instant } = writer
  if (Array.isArray(value)) return value.map((one) => valueWords(one, kind, writer)).join(', ')
  if (typeof value === 'boolean') return words.truth[`${value}`]
  if (typeof value !== 'string') return String(value)
  if (kind === 'instant') return instant(value)
  return fill(words.quoted, { value: kind === 'status' ? labelOf(value, words) : value })
}
