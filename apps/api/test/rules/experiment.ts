/** A past for tests of the panel: a run that was an hour ago, and a rule that tries things, with what came of it. */
import type { Db } from '@relance/relance'
import { addLeads, addRule } from '@relance/testing'

/** What the run has left is an hour older. */
export async function anHourAgo(db: Db): Promise<void> {
  const earlier = (column: string) => `${column} = ${column} - interval '1 hour'`
  await db.query(`alter table versions disable trigger user`)
  await db.query(`update versions set ${earlier('saved_at')}`)
  await db.query(`update runs set ${earlier('started_at')}`)
  await db.query(`update enrolments set ${earlier('enrolled_at')}`)
  await db.query(`update relances set ${earlier('recorded_at')}, ${earlier('deliver_at')}, ${earlier('due_at')}`)
}

/** A rule of two texts with leads set aside, which has won some, lost the patience of others, and has a full day to come. */
export async function addExperiment(db: Db, closerId: string): Promise<string> {
  const window = { days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' }
  const steps = [{ after: { value: 0, unit: 'days' } }, { after: { value: 3, unit: 'days' } }]
  const audience = { combinator: 'and', rules: [{ field: 'company', operator: '=', value: 'Essai' }] }
  const body = 'Bonjour {{ lead.firstName }}, une question ?'
  const id = await addRule(db, { body, variant: 'Un mot', holdoutPercent: 20, priority: 50, window, steps, audience })
  await addLeads(db, 1_000, { lastContactAt: Date.now() - 86_400_000 })
  await db.query(
    `update leads set company = 'Essai', closer_id = $1, created_at = now() - interval '9 days' where last_name = 'Fictif'`,
    [closerId],
  )
  return id
}

/** What became of the first step. */
export async function liveOn(db: Db, id: string): Promise<void> {
  const nth = (text: string, count: number) =>
    `id in (select id from relances where rule_id = '${id}' and message like '${text}%' order by id limit ${count})`
  await db.query(
    `update relances set state = 'sent', opened_at = deliver_at, settled_at = deliver_at where rule_id = $1`,
    [id],
  )
  await db.query(`update relances set outcome = 'replied' where ${nth('Bonjour', 32)}`)
  await db.query(`update relances set outcome = 'won' where ${nth('Un mot', 3)}`)
  await db.query(
    `update leads set status = 'won' where id in (select lead_id from relances where rule_id = $1 order by id desc limit 24)`,
    [id],
  )
  await db.query(
    `update leads set opted_out_at = now() where id in (select lead_id from relances where rule_id = $1 order by id limit 60)`,
    [id],
  )
}
