/** Fills a migrated database with leads, all enrolled in one rule, of which the first are due. */

const DAY = 86_400_000

/** `audience` decides whether time alone can bring leads in. */
export async function seed(db, { leads, due, now }) {
  await db.query('alter table leads disable trigger user')
  await db.query(
    `insert into leads (first_name, last_name, phone, company, status, custom, created_at, last_contact_at)
       select 'Prénom' || n, 'Nom' || n, '+33' || (600000000 + n)::text, 'Société ' || n % 1000, 'contacted',
              jsonb_build_object('city', 'Lyon'), $2::timestamptz - interval '40 days', $2::timestamptz - interval '10 days' - n * interval '1 second'
         from generate_series(1, $1::int) n`,
    [leads, new Date(now)],
  )
  await db.query('alter table leads enable trigger user')
  const relative = { field: 'lastContactAt', operator: 'olderThan', value: { value: 3, unit: 'days' } }
  const [rule] = await db.query(
    `with f as (
       insert into frequencies (name, steps, "window", skip_holidays) values ('F', $1, $2, false) returning id
     ), t as (
       insert into templates (name, body) values ('T', $3) returning id
     )
     insert into rules (name, active, audience, frequency_id, template_ids)
       select 'R', true, $4, f.id, array[t.id] from f, t returning id`,
    [
      JSON.stringify([1, 2, 3].map((value) => ({ after: { value, unit: 'days' } }))),
      JSON.stringify({ days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' }),
      'Bonjour {{ lead.firstName }}, avez-vous pu y réfléchir ? {{ company.name }}',
      JSON.stringify({ combinator: 'and', rules: [relative] }),
    ],
  )
  await db.query('insert into lead_pacing (lead_id) select id from leads')
  await db.query(
    `insert into enrolments (lead_id, rule_id, due_at, next_due_at)
       select id, $1, at, at from (
         select id, case when row_number() over (order by id) <= $2 then $3::timestamptz - interval '1 hour'
                         else $3::timestamptz + interval '30 days' end
                    + row_number() over (order by id) * interval '1 millisecond' as at from leads) l`,
    [rule.id, due, new Date(now)],
  )
  await db.query(
    `insert into rule_matching (rule_id, rule_version, frequency_version, is_scanned, matched_at) values ($1, 1, 1, true, $2)`,
    [rule.id, new Date(now - DAY / 4)],
  )
  await db.vacuum()
  return rule.id
}
