/** A lead as it travels: its row and the engine's pacing of it. */
import type { ReachedFilter } from '@relance/contract'
import { Lead } from '@relance/leads/nest'
import { STAGE_SQL } from '@relance/relance'
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
  special: {
    tags: (value) => ({ sql: 'row.tags @> :tags', parameters: { tags: [value].flat() } }),
    reached: (value) => reached(value as ReachedFilter),
  },
  defaultSort: ['createdAt', 'DESC'],
}

const reached = ({ stage, since, until, ruleId }: ReachedFilter) => ({
  sql: `row.id in (select r.lead_id from relances r where r.deliver_at >= :since and r.deliver_at < :until
          and ${STAGE_SQL[stage]}${ruleId === undefined ? '' : ' and r.rule_id = :ruleId'})`,
  parameters: { since, until, ruleId },
})

export function leadView({ pacing, ...lead }: PacedLead) {
  return { ...lead, lastRelanceAt: pacing?.lastRelanceAt ?? null, relanceCount: pacing?.relanceCount ?? 0 }
}

/** @throws a 404: of what is absent and of what one may not see alike. */
export async function readLead(manager: EntityManager, id: string, actor: Actor) {
  const row = await leadsQuery(manager, actor).andWhere('row.id = :id', { id }).getOne()
  if (!row) throw new Refused('not_found')
  return leadView(row)
}
