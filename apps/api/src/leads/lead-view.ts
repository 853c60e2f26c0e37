/** A lead as it travels: its row and the engine's pacing of it. */
import { Lead } from '@relance/leads/nest'
import { LeadPacing } from '@relance/relance/nest'
import type { EntityManager, SelectQueryBuilder } from 'typeorm'
import type { Actor } from '../auth/access.ts'
import type { ListOptions } from '../http/list.ts'
import { Refused } from '../http/refused.ts'
import { onlyVisibleLeads } from '../auth/visible.ts'

type PacedLead = Lead & { pacing?: LeadPacing | null }

/** The leads somebody may see. */
export function leadsQuery(manager: EntityManager, actor: Actor): SelectQueryBuilder<Lead> {
  const rows = manager
    .createQueryBuilder(Lead, 'row')
    .leftJoinAndMapOne('row.pacing', LeadPacing, 'pacing', 'pacing.leadId = row.id')
  return onlyVisibleLeads(rows, actor)
}

export const LEAD_LIST: ListOptions = {
  resource: 'leads',
  searchedLead: 'row.id',
  expressions: { lastRelanceAt: 'pacing.last_relance_at', relanceCount: 'coalesce(pacing.relance_count, 0)' },
  special: { tags: (value) => ({ sql: 'row.tags @> :tags', parameters: { tags: [value].flat() } }) },
  defaultSort: ['createdAt', 'DESC'],
}

export function leadView({ pacing, ...lead }: PacedLead) {
  return { ...lead, lastRelanceAt: pacing?.lastRelanceAt ?? null, relanceCount: pacing?.relanceCount ?? 0 }
}

/** @throws a 404: of what is absent and of what one may not see alike. */
export async function readLead(manager: EntityManager, id: string, actor: Actor) {
  const row = await leadsQuery(manager, actor).andWhere('row.id = :id', { id }).getOne()
  if (!row) throw new Refused('not_found')
  return leadView(row)
}
