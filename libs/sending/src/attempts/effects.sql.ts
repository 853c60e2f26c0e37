/** Reads and writes what refusals cause beside their relance: numbers, the account, rules. */
import type { Db } from '@relance/relance'
import { DAY, type SendReason } from '@relance/relance/core'
import { instant, ms } from '@relance/relance/sql'
import type { NumberState } from '../pace/pace.pure.ts'
import { numbers, writeNumbers } from '../pace/numbers.sql.ts'
import type { Caused, EffectsPlan, EffectsState } from './effects.pure.ts'
import { attributeToWhatsApp } from './people.sql.ts'

const FAILURES_SINCE_MS = DAY

/** Which sending numbers are concerned: all of them where the account is to go slower. */
export function numbersOf(caused: readonly Pick<Caused, 'numberId' | 'effects'>[]): { isAll: boolean; ids: string[] } {
  const ids = caused.flatMap(({ numberId, effects }) =>
    effects.numberUntil !== undefined || effects.pausesNumberUntil !== undefined ? [numberId] : [],
  )
  return { isAll: caused.some(({ effects }) => effects.accountUntil !== undefined), ids: [...new Set(ids)] }
}

/** After the leads and before the settings; of several the least id first. */
export async function lockNumbers(tx: Db, { isAll, ids }: { isAll: boolean; ids: readonly string[] }): Promise<void> {
  if (!isAll && ids.length === 0) return
  await tx.query('select from whatsapp_numbers where $1 or id = any($2::text[]) order by id for update', [isAll, ids])
}

/** Selects what rules have sent; `ids` is an expression of rule ids, `now` one of milliseconds. */
export const ruleSends = (ids: string, now: string): string => `
  select r.id as "ruleId", ${ms('greatest(f.since, r.resumed_at)')} as since, count(s)::int as sends,
         (count(*) filter (where s.failed_at is not null and s.delivered_at is null))::int as failed
    from rules r cross join (select ${instant(`(${now} - ${FAILURES_SINCE_MS})`)} as since) f
    left join whatsapp_sends s on s.rule_id = r.id and s.taken_at >= greatest(f.since, r.resumed_at)
   where r.id = any(${ids}) group by r.id, f.since`

/** Under the locks. */
export async function readEffects(tx: Db, caused: readonly Caused[], now: number): Promise<EffectsState> {
  const { isAll, ids } = numbersOf(caused)
  const ruleIds = caused.flatMap(({ ruleId, isFailed }) => (ruleId && isFailed ? [ruleId] : []))
  const [row] = await tx.query<EffectsState>(
    `select coalesce((select json_agg(n) from (${numbers('$1', '$2::text[]')}) n), '[]') as numbers,
            coalesce((select json_agg(x) from (${ruleSends('$3::uuid[]', '$4::float8')}) x), '[]') as rules`,
    [isAll, ids, ruleIds, now],
  )
  return row ?? { numbers: [] as NumberState[], rules: [] }
}

/** Numbers, then the settings, then rules, then the account. */
export async function writeEffects(tx: Db, plan: EffectsPlan, now: number): Promise<void> {
  await writeNumbers(tx, plan.numbers)
  if (plan.stopsAccount !== null) await stopAccount(tx, plan.stopsAccount, now)
  for (const { ruleId, reason } of plan.pausedRules) await pauseRule(tx, ruleId, reason, now)
  if (plan.rereadsTemplates) await wantTemplates(tx)
}

/** The list of the channel's templates is to be read again soon. */
export const wantTemplates = (tx: Db): Promise<unknown> =>
  tx.query('update whatsapp_account set reread_at = relance_now()')

/** Everything stops until a person has seen to it; `reason` is the channel's code or name of it. */
export async function stopAccount(tx: Db, reason: string, now: number): Promise<void> {
  await attributeToWhatsApp(tx)
  await tx.query(
    `update whatsapp_settings set stopped_at = ${instant('$2')}, stop_reason = $1, updated_at = ${instant('$2')}
      where stopped_at is null`,
    [reason, now],
  )
}

/** A rule that is paused records nothing, and what it had queued waits or goes to the closers. */
export async function pauseRule(
  tx: Db,
  ruleId: string,
  reason: SendReason | 'keeps_failing',
  now: number,
): Promise<void> {
  await attributeToWhatsApp(tx)
  await tx.query(
    `update rules set paused_at = ${instant('$3')}, pause_reason = $2 where id = $1 and paused_at is null and active`,
    [ruleId, reason, now],
  )
}

/**
 * Lets a paused rule go on. What waits in it is looked at again by the engine, which counts what was left of each delay from now on. Takes the
 * lock of the leads with a queued message, so `tx` must hold nobody else's.
 */
export async function resumeRule(tx: Db, ruleId: string, now: number): Promise<void> {
  await tx.query(
    `select from lead_pacing where lead_id in (select lead_id from relances where rule_id = $1 and state = 'queued')
      order by lead_id for update`,
    [ruleId],
  )
  await tx.query(
    `update rules set paused_at = null, pause_reason = null, resumed_at = ${instant('$2')}
      where id = $1 and paused_at is not null`,
    [ruleId, now],
  )
  await tx.query(
    `update relances set deliver_at = ${instant('$2')}, reason = null
      where rule_id = $1 and state = 'queued' and reason in ('rule_paused', 'template_not_approved', 'template_missing')`,
    [ruleId, now],
  )
}
