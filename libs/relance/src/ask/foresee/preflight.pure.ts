/** What would come out wrong when a rule is let loose: every message of every lead that matches, and every number. */
import { readMobile } from '@relance/leads/core'
import type { PlannedRule } from '../../decide/plan.ts'
import type { LeadFacts } from '../../ground/lead-facts.ts'
import type { Category } from '../../ground/cost.ts'
import {
  type LateDelivery,
  lateDeliveries,
  type RepeatedText,
  repeatedTexts,
  type StepText,
  textsOf,
} from './preflight-warnings.pure.ts'
import { recipientOf } from '../../ground/lead-facts.ts'
import type { ChannelTemplate } from '../../ground/messages.ts'
import { type MessageValues, missingIn } from '../../decide/message/message.ts'

export const PREFLIGHT_FINDINGS = [
  'empty_variable',
  'message_blank',
  'message_too_long',
  'landline',
  'phone_invalid',
  'not_delivered',
  'template_unapproved',
] as const
export type PreflightFinding = (typeof PREFLIGHT_FINDINGS)[number]

/** One lead it concerns. Personal data: not for logs. */
export interface FoundLead {
  leadId: string
  name: string
  /** Null when it is about the number. */
  step: number | null
  message: string | null
  emptyVariables: readonly string[]
}

export interface FoundKind {
  kind: PreflightFinding
  leads: number
  variables: readonly string[]
  templates: readonly { id: string; name: string }[]
  sample: readonly FoundLead[]
}

export interface Preflight {
  leads: number
  messages: number
  isClear: boolean
  findings: FoundKind[]
  warnings: readonly (RepeatedText | LateDelivery)[]
  /** Not when it was stopped before the last lead. */
  isComplete: boolean
}

export interface Preflighter {
  /** A lead that matches and may be contacted. */
  add(lead: LeadFacts): void
  result(): Preflight
}

/** Numbers that were let in are E.164, so the country is of no account. */
const COUNTRY = 'FR'

interface Count {
  leads: number
  variables: Set<string>
  sample: FoundLead[]
}

export interface PreflighterOptions {
  /** How many leads of each kind to keep. */
  samples: number
  /** The templates that the rule's channel would not send. */
  unapproved: readonly { id: string; name: string }[]
  /** Templates as the channel sends them, whose values are to be filled as well. */
  counterparts?: ReadonlyMap<string, ChannelTemplate>
  /** Whether the rule's channel delivers there. */
  reaches?: (to: string, category: Category) => boolean
}

export function createPreflighter(
  rule: PlannedRule,
  companyName: string,
  { samples, unapproved, counterparts = new Map(), reaches }: PreflighterOptions,
): Preflighter {
  const texts = textsOf(rule)
  const counts = new Map<PreflightFinding, Count>()
  let leads = 0
  let messages = 0
  const note = (kind: PreflightFinding, lead: FoundLead, variables: readonly string[] = []): void => {
    const count = counts.get(kind) ?? { leads: 0, variables: new Set<string>(), sample: [] }
    counts.set(kind, count)
    count.leads++
    for (const name of variables) count.variables.add(name)
    if (count.sample.length < samples) count.sample.push(lead)
  }
  return {
    add(lead) {
      leads++
      messages += texts.length
      for (const { kind, found } of findingsOf(lead, texts, companyName, counterparts))
        note(kind, found, found.emptyVariables)
      const unheard = reaches && undelivered(lead, texts, { counterparts, reaches })
      if (unheard) note('not_delivered', unheard)
    },
    result: () => {
      const findings = findingsFrom(counts, unapproved)
      const isClear = findings.length === 0
      return {
        leads,
        messages,
        isClear,
        findings,
        warnings: [...repeatedTexts(rule), ...lateDeliveries(rule, texts, counterparts)],
        isComplete: true,
      }
    },
  }
}

/** The first step whose text is not delivered to the lead. */
function undelivered(
  lead: LeadFacts,
  texts: readonly StepText[],
  { counterparts, reaches }: Required<Pick<PreflighterOptions, 'counterparts' | 'reaches'>>,
): FoundLead | null {
  const to = recipientOf(lead)
  const category = ({ template }: StepText) => counterparts.get(template.id)?.category
  const step = texts.find((text) => {
    const own = category(text)
    return own !== undefined && to !== null && !reaches(to, own)
  })?.step
  return step === undefined ? null : { ...nameOf(lead), step, message: null, emptyVariables: [] }
}

const nameOf = ({ id, firstName, lastName }: LeadFacts) => ({ leadId: id, name: `${firstName} ${lastName}`.trim() })

function findingsFrom(
  counts: ReadonlyMap<PreflightFinding, Count>,
  unapproved: PreflighterOptions['unapproved'],
): FoundKind[] {
  const found = PREFLIGHT_FINDINGS.flatMap((kind) => {
    const count = counts.get(kind)
    return count ? { ...count, kind, variables: [...count.variables].sort(), templates: [] } : []
  })
  if (unapproved.length === 0) return found
  return [...found, { kind: 'template_unapproved', leads: 0, variables: [], templates: unapproved, sample: [] }]
}

/** A message that is incomplete is held when its step is due, until somebody mends the lead or the text. */
const FINDINGS = {
  incomplete: 'empty_variable',
  blank: 'message_blank',
  too_long: 'message_too_long',
  failed: 'message_blank',
} as const satisfies Record<string, PreflightFinding>

interface Finding {
  kind: PreflightFinding
  found: FoundLead
}

/** Of each kind at most one per lead: the first text it holds for. */
function findingsOf(
  lead: LeadFacts,
  texts: readonly StepText[],
  companyName: string,
  counterparts: ReadonlyMap<string, ChannelTemplate>,
): Finding[] {
  const values: MessageValues = { lead, closer: { name: lead.closerName ?? '' }, company: { name: companyName } }
  const who = nameOf(lead)
  const findings = new Map<PreflightFinding, FoundLead>()
  const put = (kind: PreflightFinding, found: FoundLead): void => {
    if (!findings.has(kind)) findings.set(kind, found)
  }
  for (const { step, template } of texts) {
    const rendered = template.template.render(values)
    if (!rendered.ok) {
      const message = rendered.why === 'incomplete' ? rendered.text : null
      put(FINDINGS[rendered.why], { ...who, step, message, emptyVariables: missingIn(rendered) })
    }
    const filled = counterparts.get(template.id)?.fill(values)
    if (!filled || filled.ok) continue
    const kind = filled.why === 'blank' ? 'empty_variable' : 'message_too_long'
    put(kind, { ...who, step, message: null, emptyVariables: filled.variables })
  }
  const phone = lead.phone === null ? null : readMobile(lead.phone, COUNTRY)
  if (phone && !phone.ok) {
    const kind = phone.code === 'phone_not_mobile' ? 'landline' : 'phone_invalid'
    put(kind, { ...who, step: null, message: null, emptyVariables: [] })
  }
  return [...findings].map(([kind, found]) => ({ kind, found }))
}
