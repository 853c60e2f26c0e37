/** A relance as it travels: its row, its link, and what can be taken back of it. */
import { Lead } from '@relance/leads/nest'
import { ON_TIME_SQL } from '@relance/relance'
import { ANSWERABLE_STATES, UNDO_MS } from '@relance/relance/core'
import { Relance, Rule } from '@relance/relance/nest'
import { isOpenItem } from '@relance/relance/sql'
import { waLink } from '@relance/whatsapp'
import type { EntityManager, SelectQueryBuilder } from 'typeorm'
import { type Actor, isCloser } from '../auth/access.ts'
import type { ListOptions } from '../http/list.ts'
import { Refused } from '../http/refused.ts'
import { onlyVisibleRelances } from '../auth/visible.ts'

type Joined = Relance & { lead?: Pick<Lead, 'phone'> | null; rule?: Pick<Rule, 'name'> | null }

export function relancesQuery(manager: EntityManager, actor: Actor): SelectQueryBuilder<Relance> {
  const rows = manager
    .createQueryBuilder(Relance, 'row')
    .leftJoinAndMapOne('row.lead', Lead.options.name, 'lead', 'lead.id = row.leadId')
    .leftJoinAndMapOne('row.rule', Rule, 'rule', 'rule.id = row.ruleId')
  return onlyVisibleRelances(rows, actor)
}

const OPEN = isOpenItem('row')

/**
 * Went out, and nobody has said what came of it: the latest of each lead who may still be written to, and whom nobody has
 * been in contact with since.
 */
const WENT_OUT = `in (${ANSWERABLE_STATES.map((state) => `'${state}'`).join(', ')})`
const AWAITING = `row.state ${WENT_OUT} and row.outcome is null
  and lead.erasedAt is null and lead.optedOutAt is null and lead.wrongNumberAt is null
  and (lead.lastContactAt is null or lead.lastContactAt < row.deliverAt)
  and lead.status in (select one->>'code' from settings, jsonb_array_elements(lead_statuses) one where (one->>'isOpen')::boolean)
  and not exists (select from relances later
                   where later.lead_id = row.leadId and later.id > row.id and later.state ${WENT_OUT})`

export function relanceListOptions(actor: Actor, now: number): ListOptions {
  const mine = isCloser(actor)
    ? ' and (row.closerId = :actorId or row.closerId is null and (select shared_queue from settings))'
    : ''
  const holds = (sql: string) => (value: unknown) => ({
    sql: value ? sql : `not (${sql})`,
    parameters: { now: new Date(now) },
  })
  return {
    resource: 'relances',
    searchedLead: 'row.leadId',
    special: {
      inbox: holds(
        `${OPEN} and row.deliverAt <= :now and row.expiresAt > :now and lead.stopSuspectedAt is null${mine}`,
      ),
      open: holds(`${OPEN}${mine}`),
      awaiting: holds(AWAITING),
      onTime: holds(`exists (select from relances r where r.id = row.id and ${ON_TIME_SQL})`),
    },
    // Ids are in the order of recording, and indexed as such.
    sortedAs: { recordedAt: 'id' },
    defaultSort: ['recordedAt', 'DESC'],
  }
}

/** The link is a pure function of number and message, so it is not stored: there is one less copy of both. */
export function viewRelance({ lead, rule, enrolmentId: _, notBefore: __, ...row }: Joined) {
  return {
    ...row,
    ruleName: rule?.name ?? null,
    link: lead?.phone && row.message ? waLink(lead.phone, row.message) : null,
  }
}

/** @throws a 404: of what is absent and of what one may not see alike. */
export async function readRelance(manager: EntityManager, id: string, actor: Actor) {
  const row = await relancesQuery(manager, actor).andWhere('row.id = :id', { id }).getOne()
  if (!row) throw new Refused('not_found')
  return viewRelance(row)
}

export async function readActed(manager: EntityManager, id: string, actor: Actor, now: number) {
  const row = await readRelance(manager, id, actor)
  const [action] = await manager.query<{ id: string; actedAt: Date; undoneAt: Date | null }[]>(
    `select id, acted_at as "actedAt", undone_at as "undoneAt" from relance_actions
      where relance_id = $1 order by acted_at desc, id desc limit 1`,
    [id],
  )
  const until = action && !action.undoneAt ? action.actedAt.getTime() + UNDO_MS : 0
  return {
    ...row,
    actionId: action?.id ?? null,
    undoableUntil: until > now ? new Date(until).toISOString() : null,
  }
}
