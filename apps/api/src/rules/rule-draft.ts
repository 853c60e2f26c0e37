/** An unsaved rule as a route was handed it: what it leaves out is as in the saved rule, if it names one. */
import type { RuleDraftBody } from '@relance/contract'
import type { RuleDraft } from '@relance/relance'
import { DEFAULT_REENTRY, readAudience } from '@relance/relance/core'
import { Rule } from '@relance/relance/nest'
import type { EntityManager } from 'typeorm'
import { findOne } from '../http/store.ts'
import { Refused, refuseFields } from '../http/refused.ts'

type Parts = Omit<RuleDraft, 'frequencyId' | 'templateIds'> & Partial<Pick<RuleDraft, 'frequencyId' | 'templateIds'>>

/** @throws a 404 when `id` names no rule, a 422 without an audience. */
export async function draftOf(manager: EntityManager, body: RuleDraftBody): Promise<Parts> {
  const saved = body.id === undefined ? null : await findOne(manager, Rule, body.id)
  const read = readAudience(body.audience ?? saved?.audience)
  if (body.audience === undefined && !saved) throw refuseFields({ field: 'audience', code: 'required' })
  if (!read.ok) throw new Refused('invalid_body')
  const frequencyId = body.frequencyId ?? saved?.frequencyId
  const templateIds = body.templateIds ?? saved?.templateIds
  return {
    id: saved?.id ?? null,
    name: body.name ?? saved?.name ?? '',
    priority: body.priority ?? saved?.priority ?? 0,
    channel: body.channel ?? saved?.channel ?? 'closer',
    audience: read.audience,
    stopOn: body.stopOn ?? saved?.stopOn ?? ['replied'],
    onContact: body.onContact ?? saved?.onContact ?? 'restart_delay',
    expiryDays: body.expiryDays ?? saved?.expiryDays ?? 3,
    holdoutPercent: body.holdoutPercent ?? saved?.holdoutPercent ?? 0,
    variants: body.variants ?? saved?.variants ?? [],
    reentry: body.reentry ?? saved?.reentry ?? DEFAULT_REENTRY,
    ...(frequencyId !== undefined && { frequencyId }),
    ...(templateIds !== undefined && { templateIds }),
    ...(body.frequency !== undefined && { frequency: body.frequency }),
  }
}

/** A saved rule as a draft of itself. */
export function ruleDraftOf(rule: Rule): RuleDraft {
  const { id, name, priority, channel, stopOn, onContact, expiryDays, frequencyId, templateIds } = rule
  const { holdoutPercent, variants, reentry } = rule
  const audience = rule.audience as unknown as RuleDraft['audience']
  return {
    id,
    name,
    priority,
    channel,
    audience,
    stopOn,
    onContact,
    expiryDays,
    frequencyId,
    templateIds,
    holdoutPercent,
    variants,
    reentry,
  }
}

export const isWhole = (draft: Parts): draft is RuleDraft =>
  draft.frequencyId !== undefined && draft.templateIds !== undefined

/** @throws a 422 that names the parts that are not there. */
export function refuseMissingParts({ frequencyId, templateIds }: Parts): never {
  throw refuseFields(
    ...(frequencyId === undefined ? [{ field: 'frequencyId', code: 'required' as const }] : []),
    ...(templateIds === undefined ? [{ field: 'templateIds', code: 'templates_missing' as const }] : []),
  )
}
