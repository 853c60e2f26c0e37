/** The ways to record what is due that are measured side by side. Each returns how many relances it recorded. */
import { DataSource } from 'typeorm'
import { Enrolment, LeadPacing, Relance } from '@relance/relance/nest'
import { Lead } from '@relance/leads/nest'
import PgBoss from 'pg-boss'
import { withDb } from './databases.mjs'

/** The least PostgreSQL can do for the same rows: no decision, no lock, no message per template. */
export const floor = (url, { now }) =>
  withDb(url, (db) =>
    db.transaction(async (tx) => {
      const [{ count }] = await tx.query(
        `with due as (
           select e.id, e.lead_id, e.rule_id, e.step, e.due_at, l.first_name, l.closer_id, r.template_ids[1] as template_id
             from enrolments e join leads l on l.id = e.lead_id join rules r on r.id = e.rule_id where e.next_due_at <= $1
         ), recorded as (
           insert into relances (enrolment_id, step, lead_id, rule_id, rule_version, frequency_version, template_id,
               template_version, closer_id, run_id, channel, state, due_at, recorded_at, deliver_at, expires_at, message)
             select id, step, lead_id, rule_id, 1, 1, template_id, 1, closer_id, '00000000-0000-7000-8000-000000000000',
                    'closer', 'due', due_at, $1, $1, $1::timestamptz + interval '3 days',
                    'Bonjour ' || first_name || ', avez-vous pu y réfléchir ? Relance'
               from due returning 1
         ) select count(*)::int from recorded`,
        [new Date(now)],
      )
      await tx.query(
        `update lead_pacing p set last_relance_at = $1, relance_count = relance_count + 1
           from enrolments e where e.lead_id = p.lead_id and e.next_due_at <= $1`,
        [new Date(now)],
      )
      await tx.query(
        `update enrolments set step = step + 1, due_at = $1::timestamptz + interval '2 days',
                next_due_at = $1::timestamptz + interval '2 days' where next_due_at <= $1`,
        [new Date(now)],
      )
      return count
    }),
  )

async function withRepositories(url, work) {
  const source = new DataSource({
    type: 'postgres',
    url,
    entities: [Lead, Enrolment, LeadPacing, Relance],
    poolSize: 8,
  })
  await source.initialize()
  try {
    return await work(source.manager)
  } finally {
    await source.destroy()
  }
}

/** What a service usually does for one lead: load, decide, save each row. */
async function recordOne(manager, enrolment, { now, ruleId, templateId }) {
  await manager.transaction(async (tx) => {
    const lead = await tx.findOneBy(Lead, { id: enrolment.leadId })
    const pacing = await tx.findOneBy(LeadPacing, { leadId: enrolment.leadId })
    const at = new Date(now)
    const next = new Date(now + 2 * 86_400_000)
    await tx.save(
      tx.create(Relance, {
        enrolmentId: enrolment.id,
        step: enrolment.step,
        leadId: lead.id,
        ruleId,
        ruleVersion: 1,
        frequencyVersion: 1,
        templateId,
        templateVersion: 1,
        closerId: lead.closerId,
        runId: '00000000-0000-7000-8000-000000000000',
        channel: 'closer',
        state: 'due',
        dueAt: enrolment.dueAt,
        recordedAt: at,
        deliverAt: at,
        expiresAt: new Date(now + 3 * 86_400_000),
        message: `Bonjour ${lead.firstName}, avez-vous pu y réfléchir ? Relance`,
      }),
    )
    await tx.save(Object.assign(pacing, { lastRelanceAt: at, relanceCount: pacing.relanceCount + 1 }))
    await tx.save(Object.assign(enrolment, { step: enrolment.step + 1, dueAt: next, nextDueAt: next }))
  })
}

const planOf = async (manager, now) => {
  const [rule] = await manager.query('select id, template_ids[1] as "templateId" from rules')
  return { now, ruleId: rule.id, templateId: rule.templateId }
}

const dueEnrolments = (manager, now, sample) =>
  manager
    .createQueryBuilder(Enrolment, 'e')
    .where('e.nextDueAt <= :now', { now: new Date(now) })
    .orderBy('e.nextDueAt')
    .limit(sample)
    .getMany()

/** The usual loop: load the candidates, then `repository.save` lead by lead. */
export const loop = (url, { now, sample }) =>
  withRepositories(url, async (manager) => {
    const plan = await planOf(manager, now)
    const due = await dueEnrolments(manager, now, sample)
    for (const enrolment of due) await recordOne(manager, enrolment, plan)
    return due.length
  })

/** One job per lead on pg-boss: enqueued in bulk, fetched by batches, eight handled at a time. */
export const jobs = (url, { now, sample }) =>
  withRepositories(url, async (manager) => {
    const plan = await planOf(manager, now)
    const boss = new PgBoss({ connectionString: url, supervise: false, schedule: false })
    boss.on('error', () => undefined)
    await boss.start()
    await boss.createQueue('relance')
    const due = await dueEnrolments(manager, now, sample)
    await boss.insert(due.map((enrolment) => ({ name: 'relance', data: { enrolmentId: enrolment.id } })))
    let done = 0
    const lane = async () => {
      for (;;) {
        const taken = await boss.fetch('relance', { batchSize: 50 })
        if (taken.length === 0) return
        for (const job of taken) {
          const enrolment = await manager.findOneBy(Enrolment, { id: job.data.enrolmentId })
          await recordOne(manager, enrolment, plan)
          await boss.complete('relance', job.id)
          done++
        }
      }
    }
    await Promise.all(Array.from({ length: 8 }, lane))
    await boss.stop({ graceful: false })
    return done
  })
