/** Does a command through the functions of the engine, as the server does behind its routes. */
import { Readable } from 'node:stream'
import { importFile } from '@relance/leads/files'
import {
  act,
  chooseMidway,
  coverAbsences,
  type Db,
  dryRun,
  expire,
  explainLead,
  mendAhead,
  reconcileNow,
  recordContact,
  run,
  runDueSlot,
  settleChanges,
  takeBackContact,
  timed,
  undo,
} from '@relance/relance'
import { pauseRule, resumeRule } from '@relance/sending'
import { type Action, instantOf } from '@relance/relance/core'
import type { Command, ItemAction } from './commands.ts'
import type { Performer } from './performer.ts'
import { editLead, editLeads, editRule } from './edit.ts'
import { server } from './throwaway.ts'
import { closerId, frequencyId, insertLead, phoneOf, ruleId, statusesOf, templateId } from './world.ts'

const MINUTE = 60_000
const DAY = 86_400_000
/** As the routes of leads do. */
const SETTLE_SECONDS = 2

type Of<Kind extends Command['kind']> = Extract<Command, { kind: Kind }>
type Performance<Kind extends Command['kind']> = (performer: Performer, command: Of<Kind>) => Promise<void>

const settle = ({ db, clock }: Performer): Promise<void> => settleChanges({ db, clock }, SETTLE_SECONDS)

const PERFORMANCES: { readonly [Kind in Command['kind']]: Performance<Kind> } = {
  createLead: async (performer, { lead, age, change }) => {
    await insertLead(timed(performer), lead, age, change, performer.clock())
    await settle(performer)
  },
  editLead: async (performer, { lead, change, settles }) => {
    await editLead(performer, lead, change)
    if (settles) await settle(performer)
  },
  editLeads: async (performer, { leads, change }) => {
    await editLeads(performer, leads, change)
    await settle(performer)
  },
  eraseLead: async (performer, { lead, neverContactAgain }) => {
    const { db, clock } = performer
    const id = await leadOf(db, lead)
    const { eraseLeads } = await server()
    if (id) {
      await timed(performer).transaction((tx) => eraseLeads(tx, [id], { neverContactAgain, now: clock() }))
      await settle(performer)
    }
  },
  importLeads: async (performer, command) => {
    await importCsv(performer, command).catch((error: Error) => {
      // Somebody has taken it back in the middle: it says so.
      if (error.name !== 'ImportTakenBack') throw error
    })
    await settle(performer)
  },
  undoImport: async (performer) => {
    const { db, clock } = performer
    const [latest] = await db.query<{ id: string }>(
      'select id from imports where undone_at is null order by started_at desc, id desc limit 1',
    )
    if (!latest) return
    const { takeBack } = await server()
    await timed(performer).transaction((tx) => takeBack(tx, latest.id, { by: 'Mona', now: clock() }))
    await settle(performer)
  },
  editRule: ({ db, clock, course }, { rule, change }) => {
    if (change.midway && change.midway !== 'continue') course.notContinued.add(ruleId(rule))
    return timed({ db, clock }).transaction((tx) => editRule(tx, rule, change))
  },
  archiveRule: async ({ db, clock }, { rule }) => {
    await db.query('update rules set archived_at = $2 where id = $1 and not active', [ruleId(rule), new Date(clock())])
  },
  pauseRule: async ({ db, clock }, { rule }) => {
    await timed({ db, clock }).transaction((tx) => pauseRule(tx, ruleId(rule), 'keeps_failing', clock()))
  },
  resumeRule: async ({ db, clock, course }, { rule, midway }) => {
    if (midway !== 'continue') course.notContinued.add(ruleId(rule))
    await timed({ db, clock }).transaction(async (tx) => {
      const [paused] = await tx.query('select from rules where id = $1 and paused_at is not null for update', [
        ruleId(rule),
      ])
      if (!paused) return
      await resumeRule(tx, ruleId(rule), clock())
      await chooseMidway(tx, [ruleId(rule)], midway)
    })
  },
  editTemplate: async ({ db }, { rule }) => {
    await db.query(`update templates set body = body || '!' where id = $1`, [templateId(rule)])
  },
  editFrequency: async ({ db }, { rule, cadence }) => {
    await db.query(`update frequencies set steps = $2, "window" = $3 where id = $1`, [
      frequencyId(rule),
      JSON.stringify(cadence.steps),
      JSON.stringify(cadence.window),
    ])
  },
  globalStop: async ({ db, clock, course }, { on }) => {
    course.stops++
    await timed({ db, clock }).query(`update settings set stopped_at = $1`, [on ? new Date(clock()) : null])
    course.isStopped = on
    course.stops++
  },
  setGap: async ({ db, course }, { minutes }) => {
    course.leastGap = Math.min(course.leastGap, minutes)
    course.mostGap = Math.max(course.mostGap, minutes)
    course.gaps.add(minutes)
    await db.query('update settings set minimum_gap_minutes = $1', [minutes])
    course.gapMinutes = minutes
  },
  setCaps: async ({ db }, { caps }) => {
    await db.query('update settings set relance_caps = $1', [JSON.stringify(caps)])
  },
  setStatuses: async ({ db }, { closed }) => {
    await db.query('update settings set lead_statuses = $1', [statusesOf(closed)])
  },
  setZone: async ({ db, course }, { zone }) => {
    course.zonesChanged = true
    await db.query('update settings set time_zone = $1', [zone])
  },
  setHoliday: async ({ db, clock, course }, { inDays, on }) => {
    course.holidaysChanged = true
    const day = new Date(clock() + inDays * DAY).toISOString().slice(0, 10)
    const sql = on
      ? `insert into holidays (held_on, name) values ($1, 'Férié') on conflict do nothing`
      : 'delete from holidays where held_on = $1'
    await db.query(sql, [day])
  },
  act: async ({ db, clock }, { lead, nth, action, closer }) => {
    const relance = await relanceOf(db, lead, nth)
    if (relance) await act({ db, clock }, relance, actionOf(action, clock()), personOf(closer))
  },
  undo: async ({ db, clock }, { lead, nth, closer }) => {
    const relance = await relanceOf(db, lead, nth)
    if (relance) await undo({ db, clock }, relance, null, personOf(closer))
  },
  noteContact: async ({ db, clock, report }, { lead, direction, ago, closer }) => {
    const id = await leadOf(db, lead)
    if (!id) return
    const at = ago === 0 ? {} : { at: clock() - ago * MINUTE }
    const noted = await recordContact({ db, clock }, id, { kind: 'call', direction, note: '', ...at }, personOf(closer))
    // Somebody may have erased the lead, or taken back the import that had brought it.
    const isGone = !noted.ok && ['not_found', 'erased'].includes(noted.refused)
    if (noted.ok === ago < 0 && !isGone)
      report('contact', `one of ${ago} minutes ago is ${noted.ok ? 'noted' : noted.refused}`)
  },
  takeBackContact: async ({ db, clock }, { lead, nth }) => {
    const [contact] = await db.query<{ id: string; leadId: string }>(
      `select c.id, c.lead_id as "leadId" from contacts c join leads l on l.id = c.lead_id
        where l.phone = $1 and c.undone_at is null order by c.at desc, c.id offset $2 limit 1`,
      [phoneOf(lead), nth],
    )
    if (contact) await takeBackContact({ db, clock }, contact.leadId, contact.id, personOf(null))
  },
  setAbsence: async ({ db, clock }, { closer, days, standIn }) => {
    const [from, to] = [clock(), clock() + days * DAY].map((at) => new Date(at).toISOString().slice(0, 10))
    const other = standIn === null || standIn === closer ? null : closerId(standIn)
    await db.query('insert into absences (user_id, from_on, to_on, stand_in_id) values ($1, $2, $3, $4)', [
      closerId(closer),
      from,
      to,
      other,
    ])
  },
  run: async (performer, { budget }) => {
    const { db, clock, course, report } = performer
    const { stops, isStopped } = course
    const told = await run({ db, clock }, { trigger: 'manual', ...(budget !== null && { budgetSeconds: budget }) })
    const wasFree = !isStopped && course.stops === stops
    if (wasFree && told?.state === 'completed' && told.remaining > 0) {
      report('completed_left', `a run says "completed" with ${told.remaining} left`)
    }
  },
  tick: ({ db, clock }) => tick(db, clock),
  settle,
  expire: ({ db, clock }) => expire({ db, clock }),
  coverAbsences: async ({ db, clock }) => {
    await coverAbsences({ db, clock })
  },
  mendAhead: async ({ db, clock }) => {
    await mendAhead({ db, clock })
  },
  reconcile: async ({ db, clock }) => {
    await reconcileNow({ db, clock }, 'repair')
  },
  dryRun: async ({ db, clock }, { inMinutes }) => {
    await dryRun({ db, clock }, { trigger: 'manual', at: clock() + inMinutes * MINUTE, sample: 2 })
  },
  explain: async ({ db, clock }, { lead }) => {
    const id = await leadOf(db, lead)
    if (id) await explainLead(timed({ db, clock }), id, clock())
  },
  advance: async ({ pass }, { seconds }) => pass(seconds * 1_000),
}

export function perform<Kind extends Command['kind']>(performer: Performer, command: Of<Kind>): Promise<void> {
  return (PERFORMANCES[command.kind as Kind] as Performance<Kind>)(performer, command)
}

/** What a tick of the server's scheduler does. */
export async function tick(db: Db, clock: () => number): Promise<void> {
  const host = { db, clock }
  const report = await runDueSlot(host)
  if (!report) await settleChanges(host, 5)
  await coverAbsences(host)
  await expire(host)
}

async function importCsv(
  { db, clock }: Performer,
  { leads, status, contactAgo, submits }: Of<'importLeads'>,
): Promise<void> {
  const now = clock()
  const contact = contactAgo === null ? '' : new Date(now - contactAgo * MINUTE).toISOString()
  const submitted = submits ? new Date(now).toISOString() : ''
  const lines = leads.map((place) => [phoneOf(place), 'Léa', status, contact, submitted].join(','))
  const text = ['phone,firstName,status,lastContactAt,submittedAt', ...lines].join('\n')
  const file = { path: 'leads.csv', open: () => Readable.from([Buffer.from(text)]) }
  const outcome = await importFile(timed({ db, clock }), file, { fileName: 'leads.csv', now, instantOf })
  if (!outcome.ok || outcome.report.refused > 0) throw new Error('The import of the model was refused.')
}

async function leadOf(db: Db, lead: number): Promise<string | null> {
  const [row] = await db.query<{ id: string }>('select id from leads where phone = $1', [phoneOf(lead)])
  return row?.id ?? null
}

/** The ones recorded later come first. */
async function relanceOf(db: Db, lead: number, nth: number): Promise<string | null> {
  const [row] = await db.query<{ id: string }>(
    `select r.id from relances r join leads l on l.id = r.lead_id where l.phone = $1
      order by r.recorded_at desc, r.enrolment_id desc, r.step desc offset $2 limit 1`,
    [phoneOf(lead), nth],
  )
  return row?.id ?? null
}

const personOf = (closer: number | null) =>
  closer === null
    ? { id: null, name: 'Mona', isManager: true, sharesQueue: true }
    : { id: closerId(closer), name: `Closer ${closer}`, isManager: false, sharesQueue: true }

function actionOf(action: ItemAction, now: number): Action {
  switch (action) {
    case 'open':
    case 'sent':
    case 'skip':
      return { kind: action }
    case 'snooze':
      return { kind: 'snooze', until: 'in_three_hours' }
    case 'snoozeLong':
      return { kind: 'snooze', until: now + 5 * DAY }
    default:
      return { kind: 'outcome', outcome: action }
  }
}
