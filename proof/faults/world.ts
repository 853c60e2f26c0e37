/** The company of the proof: closers, rules, and for each round a cohort of leads of which is known what must become of them. */
import type { Db } from '@relance/relance'
import { addRule } from '@relance/testing'
import type { Chance } from '../chance.ts'

export interface World {
  closers: string[]
  /** `both` competes with `office` for the same leads and loses. */
  rules: { both: string; office: string; silent: string }
}

const EVERY_DAY = { days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' }
const STEPS = [1, 2, 3, 4].map(() => ({ after: { value: 3, unit: 'days' } }))
const from = (...sources: string[]) => ({ field: 'source', operator: 'in', value: sources })
const SILENT_3_DAYS = { field: 'lastContactAt', operator: 'olderThan', value: { value: 3, unit: 'days' } }
const all = (...rules: object[]) => ({ combinator: 'and', rules })

/** What is expected of each lead, and pauses within the transactions of the servers, so that a fault finds them open. */
const OWN_TABLES = `
create table proof_cohort (
  lead_id uuid primary key, round int not null, rule_id uuid, steps int not null, crosses boolean not null);
create index proof_cohort_round on proof_cohort (round);
create table proof_pauses (place text primary key, seconds float8 not null);
create function proof_pause() returns trigger language plpgsql security definer set search_path = public as $$
declare pause float8;
begin
  select seconds into pause from proof_pauses where place = tg_table_name;
  if pause > 0 then perform pg_sleep(pause); end if;
  return null;
end $$;
create trigger proof_pause after insert on enrolments for each statement execute function proof_pause();
create trigger proof_pause after insert on relances for each statement execute function proof_pause();
create trigger proof_pause after update on lead_pacing for each statement execute function proof_pause();`

export async function createWorld(db: Db): Promise<World> {
  const closers = await db.query<{ id: string }>(
    `insert into users (email, name, role)
       select 'closer' || n || '@proof.invalid', 'Closer ' || n, 'closer' from generate_series(1, 3) n returning id`,
  )
  const rules = {
    both: await addRule(db, { steps: STEPS, window: EVERY_DAY, audience: all(from('alpha')) }),
    office: await addRule(db, { steps: STEPS, priority: 10, audience: all(from('alpha', 'beta')) }),
    silent: await addRule(db, {
      steps: STEPS,
      window: EVERY_DAY,
      priority: 5,
      audience: all(from('gamma'), SILENT_3_DAYS),
    }),
  }
  await db.query(OWN_TABLES)
  return { closers: closers.map(({ id }) => id), rules }
}

interface SeededLead {
  phone: string | null
  status: string
  source: string
  closerId: string
  isOptedOut: boolean
  /** Milliseconds before now. */
  contactAgo: number
  ruleId: string | null
  crosses: boolean
}

const DAY = 86_400_000
const SOURCES = ['alpha', 'beta', 'gamma', 'delta'] as const

function leadOf(world: World, chance: Chance, phone: string): SeededLead {
  const source = chance.pick(SOURCES)
  const isEligible = !chance.is(0.15)
  const isRecent = source !== 'gamma' && chance.is(0.1)
  const crosses = source === 'gamma' && chance.is(0.1)
  const isOptedOut = !isEligible && chance.is(0.5)
  const ruleId = { alpha: world.rules.office, beta: world.rules.office, gamma: world.rules.silent, delta: null }[source]
  return {
    phone,
    source,
    status: isEligible || isOptedOut ? chance.pick(['new', 'contacted', 'proposal']) : chance.pick(['won', 'lost']),
    closerId: chance.pick(world.closers),
    isOptedOut,
    contactAgo: isRecent ? 3_600_000 : crosses ? 3 * DAY - chance.whole(0, 600) : chance.whole(4 * DAY, 30 * DAY),
    ruleId: isEligible && !isRecent ? ruleId : null,
    crosses,
  }
}

export interface Cohort {
  round: number
  size: number
}

/** More in one statement could take longer than its time-out. */
const TOGETHER = 5_000

/** Adds the leads of a round in one transaction. Those that `crosses` become due within two seconds, by time alone. */
export async function addCohort(db: Db, world: World, chance: Chance, round: number, size: number): Promise<Cohort> {
  const leads = Array.from({ length: size }, (_, n) =>
    leadOf(world, chance, `+336399${8_000_000 + (round % 90_000) * 10_000 + n}`),
  )
  await db.transaction(async (tx) => {
    for (let from = 0; from < size; from += TOGETHER) await addLeads(tx, leads.slice(from, from + TOGETHER), round)
  })
  return { round, size }
}

async function addLeads(tx: Db, leads: readonly SeededLead[], round: number): Promise<void> {
  await tx.query(
    `with given as (
       select * from json_to_recordset($1::json) as g(phone text, source text, status text, "closerId" uuid,
         "isOptedOut" boolean, "contactAgo" float8, "ruleId" uuid, crosses boolean)
     ), added as (
       insert into leads (first_name, last_name, phone, source, status, closer_id, opted_out_at, last_contact_at, created_at)
         select 'Prénom', 'Fictif', phone, source, status, "closerId", case when "isOptedOut" then now() end,
                now() - "contactAgo" * interval '1 millisecond', now() - interval '60 days' from given
         returning id, phone
     )
     insert into proof_cohort (lead_id, round, rule_id, steps, crosses)
       select a.id, $2, g."ruleId", case when g."ruleId" is null then 0 else 1 end, g.crosses
         from added a join given g using (phone)`,
    [JSON.stringify(leads), round],
  )
}

/** Two weeks pass for the leads of an earlier round: their next step is due. Their locks are taken first, as everywhere. */
export async function letTimePass(db: Db, round: number): Promise<void> {
  const ids = `select lead_id from proof_cohort where round = $1 and rule_id is not null`
  const past = (...columns: string[]) =>
    columns.map((column) => `${column} = ${column} - interval '14 days'`).join(', ')
  await db.transaction(async (tx) => {
    await tx.query(`select 1 from lead_pacing where lead_id in (${ids}) order by lead_id for update`, [round])
    await tx.query(`update lead_pacing set ${past('last_relance_at')} where lead_id in (${ids})`, [round])
    await tx.query(
      `update relances set ${past('due_at', 'recorded_at', 'deliver_at', 'expires_at')} where lead_id in (${ids})`,
      [round],
    )
    await tx.query(
      `update enrolments set ${past('due_at', 'next_due_at', 'enrolled_at')} where lead_id in (${ids}) and state = 'active'`,
      [round],
    )
    await tx.query(`update leads set ${past('last_contact_at', 'created_at')} where id in (${ids})`, [round])
    await tx.query(`update proof_cohort set steps = steps + 1 where round = $1 and rule_id is not null`, [round])
  })
}

/** How many leads of these rounds still wait for a step that is due. */
export async function countWaiting(db: Db, rounds: readonly number[], withCrossing: boolean): Promise<number> {
  const [row] = await db.query<{ waiting: number }>(
    `select count(*)::int as waiting from proof_cohort c
      where round = any($1::int[]) and rule_id is not null and ($2 or not crosses)
        and (select count(*) from relances r where r.lead_id = c.lead_id) < c.steps`,
    [rounds, withCrossing],
  )
  return row?.waiting ?? 0
}

/** Seconds that each statement of the servers waits there, within its transaction. */
export async function setPauses(db: Db, pauses: Readonly<Record<string, number>>): Promise<void> {
  await db.query(
    `with gone as (delete from proof_pauses where not place = any($1::text[]))
     insert into proof_pauses (place, seconds) select * from unnest($1::text[], $2::float8[])
       on conflict (place) do update set seconds = excluded.seconds`,
    [Object.keys(pauses), Object.values(pauses)],
  )
}
