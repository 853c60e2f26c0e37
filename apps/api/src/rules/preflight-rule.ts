/** What a rule's messages would come to, as it travels, and the refusal to activate a rule whose messages come out wrong. */
import { type Preflight, type Refusal, preflightWarningWords } from '@relance/contract'
import { type Db, preflight, preflightAll, type PreflightOptions, type RuleDraft } from '@relance/relance'
import type { Preflight as Found, PreflightFinding } from '@relance/relance/core'
import type { Rule } from '@relance/relance/nest'
import type { EntityManager } from 'typeorm'
import { type Note, noteAll } from '../audit/note.ts'
import { channels } from '../channels/channels.ts'
import { managerDb } from '../database/manager-db.ts'
import type { Refusals } from '../http/bulk.ts'
import { Refused } from '../http/refused.ts'
import { ruleDraftOf } from './rule-draft.ts'

function viewPreflight({ findings, warnings, ...found }: Found, at: number): Preflight {
  return {
    ...found,
    at: new Date(at).toISOString(),
    warnings: warnings.map((warning) => ({
      kind: warning.kind,
      templateId: warning.templateId,
      steps: [...warning.steps],
      sentence: { fr: preflightWarningWords('fr', warning), en: preflightWarningWords('en', warning) },
    })),
    findings: findings.map(({ variables, templates, sample, ...finding }) => ({
      ...finding,
      variables: [...variables],
      templates: [...templates],
      sample: sample.map((lead) => ({ ...lead, emptyVariables: [...lead.emptyVariables] })),
    })),
  }
}

/** @throws a 404 when a part does not exist, which was asked before. */
export async function preflightOf(
  db: Db,
  draft: RuleDraft,
  now: number,
  options: Omit<PreflightOptions, 'channels'> = {},
): Promise<Preflight> {
  const found = await preflight(db, draft, now, { ...options, channels })
  if (!found) throw new Refused('not_found')
  return viewPreflight(found, now)
}

/**
 * Within the transaction that activates the rules: by the id of each whose messages come out wrong, why it is refused. Going on anyway is
 * noted with what was known.
 */
export async function wrongMessages(
  manager: EntityManager,
  rules: readonly Rule[],
  now: number,
  goAnyway: boolean,
): Promise<Refusals> {
  const found = await preflightAll(managerDb(manager), rules.map(ruleDraftOf), now, { channels })
  const wrong = rules.flatMap(({ id }, index) => {
    const preflight = found[index] && viewPreflight(found[index], now)
    return preflight?.isClear ? [] : [{ id, preflight }]
  })
  if (!goAnyway) return new Map(wrong.map(({ id, preflight }) => [id, refusalOf(preflight)]))
  const known = wrong.flatMap(({ id, preflight }) => (preflight ? [noteOf(id, preflight)] : []))
  await noteAll(managerDb(manager), known)
  return new Map(wrong.flatMap(({ id, preflight }) => (preflight ? [] : [[id, refusalOf(preflight)]])))
}

function refusalOf(preflight: Preflight | null | undefined): Refused {
  if (!preflight) return new Refused('not_found')
  return new Refused('preflight_failed', { refusals: refusalsOf(preflight), extras: { preflight } })
}

function noteOf(recordId: string, { leads, findings }: Preflight): Note {
  const counts = Object.fromEntries(
    findings.map(({ kind, leads: concerned, templates }) => [kind, concerned || templates.length]),
  )
  return { action: 'activated_anyway', resource: 'rules', recordId, details: { leads, ...counts } }
}

const CODES = {
  empty_variable: 'message_empty_variables',
  message_blank: 'message_refused',
  message_too_long: 'message_refused',
  landline: 'phones_refused',
  phone_invalid: 'phones_refused',
  not_delivered: 'marketing_not_delivered',
  template_unapproved: 'templates_unapproved',
} as const satisfies Record<PreflightFinding, Refusal['code']>

const OF_THE_AUDIENCE: readonly Refusal['code'][] = ['phones_refused', 'marketing_not_delivered']

function refusalsOf({ findings }: Preflight): Refusal[] {
  return findings.map(({ kind, leads, variables, templates }) => ({
    field: OF_THE_AUDIENCE.includes(CODES[kind]) ? 'audience' : 'templateIds',
    code: CODES[kind],
    params: { leads, variables: variables.join(', '), templates: templates.map(({ name }) => name).join(', ') },
  }))
}
