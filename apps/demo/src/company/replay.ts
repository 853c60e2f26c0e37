/** Lives the demonstration's days through the real engine: its scans run, its people act, with the clock moved along. */
import { act, run } from '@relance/relance'
import { type Action, DAY, MINUTE, type Outcome } from '@relance/relance/core'
import { isOpenItem } from '@relance/relance/sql'
import { note } from '@relance/api/operations'
import type { Attribution } from '@relance/api/database'
import type { Event } from './calendar.ts'
import type { Chance } from './chance.ts'
import { type DemoCloser, MANAGER, reviseRules } from './company.ts'
import { addLead, phoneOf } from './leads.ts'
import type { Past } from './past.ts'
import { answerLate, noteCall, reopenLost } from './outside-queue.ts'

/** Leads that are there on the first day, and how many come on a working day after that. */
const AT_FIRST = 24
const PER_DAY = { 1: 3, 2: 3, 3: 2, 4: 1 }
/** Who met each of them at the fair, by place among the closers: the first one had the stand to herself for a while. */
const WHO_MET = [0, 1, 0, 2, 0, 1, 0, 2, 0]
/** On the last days less is done, so that the queue of whoever looks at it has work in it. */
const DONE_LATELY = 0.4
/** From opening WhatsApp to telling what came of it. */
const LONGEST_MS = 100_000
const PUT_OFF = 0.05
const PUT_OFF_LATELY = 0.25

/** What comes of a message, out of a hundred, by the lead's status. */
const OUTCOMES: Readonly<Record<string, Record<'sent' | Outcome, number>>> = {
  new: { sent: 70, replied: 9, meeting: 7, won: 0, lost: 3, no_answer: 6, wrong_number: 2, never_contact_again: 3 },
  contacted: {
    sent: 68,
    replied: 11,
    meeting: 8,
    won: 0,
    lost: 4,
    no_answer: 7,
    wrong_number: 1,
    never_contact_again: 1,
  },
  meeting: {
    sent: 60,
    replied: 22,
    meeting: 2,
    won: 4,
    lost: 6,
    no_answer: 6,
    wrong_number: 0,
    never_contact_again: 0,
  },
  proposal: {
    sent: 52,
    replied: 10,
    meeting: 4,
    won: 18,
    lost: 9,
    no_answer: 6,
    wrong_number: 0,
    never_contact_again: 1,
  },
}
/** What a closer makes of a lead who answered, some days later: the next status. */
const NEXT_STATUS: Readonly<Record<string, string>> = { new: 'contacted', contacted: 'meeting', meeting: 'proposal' }

interface Item {
  id: string
  leadId: string
  status: string
}
interface Promised {
  leadId: string
  closer: DemoCloser
  status: string
  at: number
}

export interface Company {
  managerId: string
  closers: readonly DemoCloser[]
}

/** Nothing is done after `now`: what has begun by then goes on tomorrow. */
export async function replay(
  past: Past,
  chance: Chance,
  company: Company,
  events: readonly Event[],
  now: number,
): Promise<void> {
  const life = { past, chance, company, now, leads: 0, promises: [] as Promised[] }
  await welcome(life, events[0]?.at ?? 0, AT_FIRST)
  for (const event of events) {
    if (event.kind === 'scan') await scan(past, event.at)
    if (event.kind === 'arrivals') await arrive(life, event.at, Number(chance.draw(PER_DAY)))
    if (event.kind === 'fair') await meet(life, event.at)
    if (event.kind === 'revision') await revise(life, event.at)
    if (event.kind === 'comeback') await comeBack(life, event.at)
    if (event.kind === 'call' || event.kind === 'late_reply') await tell(life, event.kind, event.at)
    if (event.kind === 'sitting') for (const closer of company.closers) await sit(life, closer, event)
  }
}

interface Life {
  past: Past
  chance: Chance
  company: Company
  now: number
  leads: number
  promises: Promised[]
}

async function scan(past: Past, at: number): Promise<void> {
  await past.moveTo(at, null)
  let clock = at
  // A scan of so few leads takes some milliseconds; a little more each time it is asked.
  await run({ db: past.db, clock: () => clock++ }, { trigger: 'scheduler', slotAt: at })
}

const as = (id: string, name: string, role: 'manager' | 'closer'): Attribution => ({
  id,
  name,
  role,
  origin: 'session',
  requestId: null,
})

/** Those that were there before anybody counted: some known for weeks, in every state. */
async function welcome(life: Life, at: number, count: number): Promise<void> {
  const { past, chance, company } = life
  await past.moveTo(at, as(company.managerId, MANAGER.name, 'manager'))
  for (let place = 0; place < count; place++) {
    await addLead(past.db, chance, {
      phone: phoneOf(life.leads++),
      createdAt: at - chance.between(5, 40) * DAY,
      lastContactAt: at - chance.between(1, 12) * DAY - chance.between(0, 300) * MINUTE,
      status: chance.draw({ new: 3, contacted: 5, meeting: 3, proposal: 3 }),
      closerId: chance.pick(company.closers).id,
    })
  }
}

async function arrive(life: Life, at: number, count: number): Promise<void> {
  const { past, chance, company } = life
  await past.moveTo(at, as(company.managerId, MANAGER.name, 'manager'))
  await note(past.db, { action: 'signed_in', resource: 'users', recordId: company.managerId })
  for (let place = 0; place < count; place++) {
    const createdAt = at + place * 7 * MINUTE
    if (createdAt > life.now) return
    await addLead(past.db, chance, {
      phone: phoneOf(life.leads++),
      createdAt,
      lastContactAt: chance.isHit(0.9) ? at - chance.between(30, 600) * MINUTE : null,
      status: chance.draw({ new: 5, contacted: 3, proposal: 1 }),
      closerId: chance.isHit(0.96) ? chance.pick(company.closers).id : null,
    })
  }
}

/** People met at a fair, each with a talk: they are due three days later. */
async function meet(life: Life, at: number): Promise<void> {
  const { past, chance, company } = life
  await past.moveTo(at, as(company.managerId, MANAGER.name, 'manager'))
  for (let place = 0; place < WHO_MET.length; place++) {
    await addLead(past.db, chance, {
      phone: phoneOf(life.leads++),
      createdAt: at,
      lastContactAt: at - place * 11 * MINUTE,
      status: 'contacted',
      closerId: company.closers[WHO_MET[place] ?? 0]?.id ?? null,
    })
  }
}

async function revise({ past, company }: Life, at: number): Promise<void> {
  await past.moveTo(at, as(company.managerId, MANAGER.name, 'manager'))
  await reviseRules(past.db)
}

async function comeBack({ past, company }: Life, at: number): Promise<void> {
  await past.moveTo(at, as(company.managerId, MANAGER.name, 'manager'))
  await reopenLost(past)
}

/** Each closer tells what they have heard. */
async function tell({ past, company }: Life, kind: 'call' | 'late_reply', at: number): Promise<void> {
  for (const closer of company.closers) {
    await past.moveTo(at, as(closer.id, closer.name, 'closer'))
    await (kind === 'call' ? noteCall : answerLate)(past, closer, at)
  }
}

/** A closer opens the queue, keeps what was promised, and goes through what is there. */
async function sit(
  life: Life,
  closer: DemoCloser,
  { at, isFirst, isLate }: Event & { kind: 'sitting' },
): Promise<void> {
  const { past, chance } = life
  const me = as(closer.id, closer.name, 'closer')
  await past.moveTo(at, me)
  if (isFirst) await note(past.db, { action: 'signed_in', resource: 'users', recordId: closer.id })
  await keepPromises(life, closer, at)
  let clock = at + chance.between(0, 10) * MINUTE
  for (const item of await queueOf(past, closer.id, clock)) {
    if (!chance.isHit(closer.diligence * (isLate ? DONE_LATELY : 0.85))) continue
    clock += chance.between(1, 4) * MINUTE
    if (clock + LONGEST_MS > life.now) return
    await past.moveTo(clock, me)
    await handle(life, closer, item, clock, isLate ? PUT_OFF_LATELY : PUT_OFF)
  }
}

const queueOf = (past: Past, closerId: string, at: number): Promise<Item[]> =>
  past.db.query<Item>(
    `select r.id, r.lead_id as "leadId", l.status from relances r join leads l on l.id = r.lead_id
      where r.closer_id = $1 and ${isOpenItem('r')}
        and r.deliver_at <= to_timestamp($2::float8 / 1000)
      order by r.deliver_at, l.phone limit 12`,
    [closerId, at],
  )

async function handle(
  life: Life,
  closer: DemoCloser,
  { id, leadId, status }: Item,
  at: number,
  putOff: number,
): Promise<void> {
  const { past, chance } = life
  const person = { id: closer.id, name: closer.name, isManager: false, sharesQueue: false }
  const doIt = (action: Action, when: number) => act({ db: past.db, clock: () => when }, id, action, person)
  if (chance.isHit(0.05)) return void (await doIt({ kind: 'skip' }, at))
  if (chance.isHit(putOff)) return void (await doIt({ kind: 'snooze', until: chance.pick(SNOOZES) }, at))
  const opened = await doIt({ kind: 'open' }, at)
  if (!opened.ok) return
  const came = chance.draw(OUTCOMES[status] ?? (OUTCOMES.contacted as Record<'sent' | Outcome, number>))
  const then = at + chance.between(20, LONGEST_MS / 1_000) * 1_000
  await past.moveTo(then, as(closer.id, closer.name, 'closer'))
  await doIt(came === 'sent' ? { kind: 'sent' } : { kind: 'outcome', outcome: came }, then)
  const next = NEXT_STATUS[came === 'meeting' ? 'meeting' : status]
  const isPromising = came === 'replied' || came === 'meeting'
  if (next && isPromising && chance.isHit(0.75)) {
    life.promises.push({ leadId, closer, status: next, at: at + chance.between(1, 6) * DAY })
  }
}

const SNOOZES = ['in_three_hours', 'tomorrow', 'in_three_days', 'next_week'] as const

/** The lead that answered has come to a meeting, or has been sent a proposal. */
async function keepPromises(life: Life, closer: DemoCloser, at: number): Promise<void> {
  const due = life.promises.filter((promise) => promise.closer === closer && promise.at <= at)
  life.promises = life.promises.filter((promise) => !due.includes(promise))
  for (const { leadId, status } of due) {
    await life.past.db.query(
      `update leads set status = $2, last_contact_at = to_timestamp($3::float8 / 1000)
        where id = $1 and status not in ('won', 'lost') and opted_out_at is null`,
      [leadId, status, at],
    )
  }
}
