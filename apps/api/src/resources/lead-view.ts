/** A lead as it travels: its row and the engine's pacing of it. */
import { Lead } from '@relance/leads/nest'
import { LeadPacing } from '@relance/relance/nest'
import type { EntityManager, SelectQueryBuilder } from 'typeorm'

type PacedLead = Lead & { pacing?: LeadPacing | null }

export function leadsQuery(manager: EntityManager): SelectQueryBuilder<Lead> {
  return manager
    .createQueryBuilder(Lead, 'row')
    .leftJoinAndMapOne('row.pacing', LeadPacing, 'pacing', 'pacing.leadId = row.id')
}

export function leadView({ pacing, ...lead }: PacedLead) {
  return { ...lead, lastRelanceAt: pacing?.lastRelanceAt ?? null, relanceCount: pacing?.relanceCount ?? 0 }
}
