/** Fills a migrated database with ninety days of a company's life: scans, relances, what came of them, changed leads. */

const DAY = 86_400_000

/** Slots of the scan, every six hours. */
const SLOT = (instant) => `to_timestamp(ceil(extract(epoch from ${instant}) / 21600) * 21600)`
/** Days by the clock of the company. */
const LATER = (instant, days) =>
  `((${instant} at time zone 'Europe/Paris' + interval '${days} days') at time zone 'Europe/Paris')`

/** A lead is contacted, fits after three days, and gets three steps unless it answers; each is sent after an hour. */
const LIVES = `
  create table lives as
    with l as (
      select n, uuid_v7() as id, $2::timestamptz - interval '88 days' + n * interval '85 days' / $1 as contacted_at
        from generate_series(1, $1::int) n
    ), one as (select *, ${SLOT(`contacted_at + interval '3 days'`)} as at1 from l),
    two as (select *, ${SLOT(LATER(`(at1 + interval '1 hour')`, 2))} as at2 from one)
    select *, ${SLOT(LATER(`(at2 + interval '1 hour')`, 3))} as at3, n % 20 = 0 as has_replied,
           case n % 5 when 1 then 'contacted' when 2 then 'meeting' when 3 then 'proposal' else 'new' end as status
      from two`

const LEADS = `
  insert into leads (id, first_name, last_name, phone, company, status, custom, created_at, last_contact_at)
    select id, 'Prénom' || n, 'Nom' || n, '+33' || (600000000 + n)::text, 'Société ' || n % 1000, status,
           jsonb_build_object('city', 'Lyon'), contacted_at - interval '30 days', contacted_at
      from lives`

const ENROLMENTS = `
  insert into enrolments (lead_id, rule_id, step, state, reason, due_at, next_due_at, enrolled_at)
    select id, $2, steps + 1, case when ended is null then 'active' else 'ended' end, ended,
           due_at, case when ended is null then due_at end, at1
      from lives cross join lateral (
        select case when at1 > $1 then 0 when has_replied or at2 > $1 then 1 when at3 > $1 then 2 else 3 end as steps) s
      cross join lateral (
        select case when has_replied and steps = 1 then 'replied' when steps = 3 then 'last_step' end as ended,
               case steps when 0 then ${LATER('contacted_at', 1)} when 1 then ${LATER(`(at1 + interval '1 hour')`, 2)}
                          else ${LATER(`(at2 + interval '1 hour')`, 3)} end as due_at) e
     where contacted_at + interval '3 days' <= $1`

const RELANCES = `
  insert into relances (enrolment_id, step, lead_id, rule_id, rule_version, frequency_version, template_id,
      template_version, run_id, channel, state, due_at, recorded_at, deliver_at, expires_at, message, settled_at,
      outcome, outcome_at)
    select e.id, s.step, l.id, $2, 1, 1, $3, 1, $4, 'closer', 'sent', s.at, s.at, s.at, s.at + interval '3 days',
           'Bonjour Prénom' || l.n, s.at + interval '1 hour',
           case when l.has_replied then 'replied' when l.n % 3 = 0 then 'no_answer' end,
           case when l.has_replied or l.n % 3 = 0 then s.at + interval '1 hour' end
      from lives l join enrolments e on e.lead_id = l.id
      cross join lateral (values (1, at1), (2, at2), (3, at3)) s(step, at)
     where s.at <= $1 and (s.step = 1 or not l.has_replied)`

const PACING = `
  insert into lead_pacing (lead_id, last_relance_at, relance_count)
    select l.id, max(r.settled_at), count(r.id) from leads l left join relances r on r.lead_id = l.id group by l.id`

/** Fields of the log that a replay reads back, on thirty days. */
async function changeLeads(db, now) {
  for (let day = 1; day <= 30; day++) {
    await db.query(
      `update leads set company = company || ' et fils' where id in (select id from lives where n % 30 = $1)`,
      [day - 1],
    )
    await db.query(
      `update audit_events set at = $1, details = '{"dated": true}' where resource = 'leads' and details = '{}'`,
      [new Date(now - day * 2.9 * DAY)],
    )
  }
}

async function addRules(db, now) {
  const relative = { field: 'lastContactAt', operator: 'olderThan', value: { value: 3, unit: 'days' } }
  const proposal = { field: 'status', operator: '=', value: 'proposal' }
  const rules = []
  for (const [priority, condition] of [relative, proposal].entries()) {
    const [rule] = await db.query(
      `with f as (
         insert into frequencies (name, steps, "window", skip_holidays) values ('F', $1, $2, false) returning id
       ), t as (
         insert into templates (name, body) values ('T', $3) returning id
       )
       insert into rules (name, active, priority, audience, frequency_id, template_ids)
         select 'R' || $5::int, $5::int = 0, $5::int, $4, f.id, array[t.id] from f, t returning id, template_ids[1] as "templateId"`,
      [
        JSON.stringify([1, 2, 3].map((value) => ({ after: { value, unit: 'days' } }))),
        JSON.stringify({ days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' }),
        'Bonjour {{ lead.firstName }}, avez-vous pu y réfléchir ? {{ company.name }}',
        JSON.stringify({ combinator: 'and', rules: [condition] }),
        priority,
      ],
    )
    rules.push(rule)
  }
  const [rule] = rules
  await db.query(
    `insert into rule_matching (rule_id, rule_version, frequency_version, is_scanned, matched_at) values ($1, 1, 1, true, $2)`,
    [rule.id, new Date(now)],
  )
  return rule
}

/** A slot of the scan is `now`. Returns the rule all of it was recorded by; a second rule is there, and inactive. */
export async function seedPast(db, { leads, now }) {
  for (const table of ['leads', 'relances', 'audit_events']) await db.query(`alter table ${table} disable trigger user`)
  const rule = await addRules(db, now)
  await db.query(LIVES, [leads, new Date(now)])
  await db.query(LEADS)
  const runs = await db.query(
    `insert into runs (trigger, state, started_at, heartbeat_at, finished_at)
       select 'scheduler', 'completed', at, at, at
         from generate_series($1::timestamptz - interval '91 days', $1::timestamptz, interval '6 hours') at returning id`,
    [new Date(now)],
  )
  await db.query(ENROLMENTS, [new Date(now), rule.id])
  await db.query(RELANCES, [new Date(now), rule.id, rule.templateId, runs[0].id])
  await db.query(PACING)
  await db.query('alter table leads enable trigger user')
  await changeLeads(db, now)
  for (const table of ['relances', 'audit_events']) await db.query(`alter table ${table} enable trigger user`)
  await db.query('delete from lead_changes')
  await db.query('drop table lives')
  await db.vacuum()
  return rule.id
}
