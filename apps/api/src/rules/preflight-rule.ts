/** What a rule's messages would come to, as it travels, and the refusal to activate a rule whose messages come out wrong. */
import { type Preflight, type Refusal, repeatedTextWords } from '@relance/contract'
import { type Db, preflight, type PreflightOptions, type RuleDraft } from '@relance/relance'
import type { Preflight as Found, PreflightFinding } from '@relance/relance/core'
import type { Rule } from '@relance/relance/nest'
import type { EntityManager } from 'typeorm'
import { note } from '../audit/note.ts'
import { channels } from '../channels/channels.ts'
import { managerDb } from '../database/manager-db.ts'
import { Refused } from '../http/refused.ts'
import { ruleDraftOf } from './rule-draft.ts'

function viewPreflight({ findings, warnings, ...found }: Found, at: number): Preflight {
  return {
    ...found,
    at: new Date(at).toISOString(),
    warnings: warnings.map(({ steps, ...warning }) => ({
      ...warning,
      steps: [...steps],
      sentence: { fr: repeatedTextWords('fr', steps), en: repeatedTextWords('en', steps) },
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

/** Within the transaction that activates the rule. Going on anyway is noted with what was known. @throws a 422 otherwise. */
export async function refuseBadMessages(manager: EntityManager, rule: Rule, now: number, goAnyway: boolean) {
  const found = await preflightOf(managerDb(manager), ruleDraftOf(rule), now)
  if (found.isClear) return
  if (!goAnyway) throw new Refused('preflight_failed', { refusals: refusalsOf(found), extras: { preflight: found } })
  const counts = Object.fromEntries(
    found.findings.map(({ kind, leads, templates }) => [kind, leads || templates.length]),
  )
  const details = { leads: found.leads, ...counts }
  await note(managerDb(manager), { action: 'activated_anyway', resource: 'rules', recordId: rule.id, details })
}

const CODES = {
  empty_variable: 'message_empty_variables',
  message_blank: 'message_refused',
  message_too_long: 'message_refused',
  landline: 'phones_refused',
  phone_invalid: 'phones_refused',
  template_unapproved: 'templates_unapproved',
} as const satisfies Record<PreflightFinding, Refusal['code']>

function refusalsOf({ findings }: Preflight): Refusal[] {
  return findings.map(({ kind, leads, variables, templates }) => ({
    field: CODES[kind] === 'phones_refused' ? 'audience' : 'templateIds',
    code: CODES[kind],
    params: { leads, variables: variables.join(', '), templates: templates.map(({ name }) => name).join(', ') },
  }))
}
