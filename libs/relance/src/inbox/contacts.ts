/** What people note of a lead: contacts, which move its dates, and notes, which do not. Both can be taken back. */
import type { ContactDirection, ContactKind } from '../ground/contacts.ts'
import { RETRACTABLE_SOURCES } from '../ground/contacts.ts'
import { CLOCK_TOLERANCE_MS, EARLIEST_MS } from '@relance/leads/fields'
import { stopWish } from '../decide/stop-words/stop-wish.ts'
import { timed } from '../ground/now.ts'
import type { Db, Host } from '../ground/ports.ts'
import { settleLead, settling } from '../record/enrol.ts'
import { dateStepsAgain } from '../record/replan/replan.ts'
import { createPlans } from '../record/state/plans.ts'
import type { Person } from './act.pure.ts'
import { hasNewerEpisode, readSnapshot, restoreAll, stopCadences } from './act.sql.ts'
import { type NewStopWish, noteStopWishes } from './stop-wishes.sql.ts'
import {
  auditOf,
  deleteNote,
  findSameContact,
  insertContacts,
  insertNote,
  keepSnapshots,
  type NewContact,
  readContact,
  readNoteAuthor,
  takeBack,
  takeLead,
} from './contacts.sql.ts'
import { undoing } from '../ground/undoing.ts'
import { endedBy, rowsStillToRestore, withoutSecondItems } from './undo.pure.ts'

export interface ContactRequest {
  kind: ContactKind
  direction: ContactDirection
  /** Milliseconds, UTC; now when absent. */
  at?: number
  note: string
}

export type ContactRefusal = 'not_found' | 'erased' | 'in_future' | 'implausible' | 'forbidden' | 'not_retractable'
export type Noted = { ok: true; id: string } | { ok: false; refused: ContactRefusal }

const refuse = (refused: ContactRefusal): Noted => ({ ok: false, refused })

/**
 * Notes a contact in one transaction with all that follows from it: step 1 counts from it, later steps and open items move as
 * their rules ask, and what the lead said ends the cadences that stop on a reply. An inbound contact that is older than a lead's place in
 * a rule answers nothing of that rule. The same request sent twice is one contact.
 */
export function recordContact(host: Host, leadId: string, request: ContactRequest, person: Person): Promise<Noted> {
  return settling(timed(host), async (tx) => {
    const lead = await takeLead(tx, leadId)
    if (!lead) return refuse('not_found')
    if (lead.isErased) return refuse('erased')
    const plans = createPlans()
    const { now } = await plans.read(tx)
    if (request.at !== undefined && request.at > now + CLOCK_TOLERANCE_MS) return refuse('in_future')
    if (request.at !== undefined && request.at < EARLIEST_MS) return refuse('implausible')
    const at = Math.min(request.at ?? now, now)
    const { kind, direction, note } = request
    const contact: NewContact = { leadId, kind, direction, note, at, source: 'person', ...actorOf(person) }
    const same = await findSameContact(tx, contact)
    if (same !== null) return { ok: true, id: same }
    const before = await readSnapshot(tx, leadId)
    const [id] = await insertContacts(tx, [contact])
    if (id === undefined) throw new Error('A contact was not kept.')
    if (direction === 'inbound') await stopCadences(tx, [leadId], { at })
    await settleLead(tx, leadId, plans)
    await keepSnapshots(tx, id, before, await readSnapshot(tx, leadId))
    await noteStopWishes(tx, wishesIn({ leadId, source: 'note', key: id, message: note ?? '', at }))
    await auditOf(tx, 'created', 'contacts', id, { leadId, kind, direction, at: new Date(at).toISOString() })
    return { ok: true, id }
  })
}

/** Takes a contact back: what it changed, and nothing has changed since, is put right; the rest follows from the contacts that stand. */
export function takeBackContact(host: Host, leadId: string, contactId: string, person: Person): Promise<Noted> {
  return settling(timed(host), async (tx) => {
    if (!(await takeLead(tx, leadId))) return refuse('not_found')
    const plans = createPlans()
    const contact = await readContact(tx, leadId, contactId)
    if (!contact) return refuse('not_found')
    if (contact.undoneAt !== null) return { ok: true, id: contactId }
    if (!(RETRACTABLE_SOURCES as readonly string[]).includes(contact.source)) return refuse('not_retractable')
    if (!mayTakeBack(contact, person)) return refuse('forbidden')
    await takeBack(tx, contactId, person.name)
    if (contact.before && contact.after) {
      const current = await readSnapshot(tx, leadId)
      const { enrolments = {}, ...rows } = withoutSecondItems(
        rowsStillToRestore(contact.before, contact.after, current),
        current,
      )
      // What it ended stays ended once a newer episode has begun.
      const isFollowed = await hasNewerEpisode(tx, endedBy(contact.before, contact.after))
      await undoing(tx, () => restoreAll(tx, isFollowed ? rows : { ...rows, enrolments }))
      // An item that has changed since stays where it is, and the next step counts from there.
      await dateStepsAgain(tx, [leadId], await plans.read(tx))
    }
    await settleLead(tx, leadId, plans)
    await auditOf(tx, 'deleted', 'contacts', contactId, { leadId })
    return { ok: true, id: contactId }
  })
}

/** What a person noted is that person's, and the managers'. */
const mayTakeBack = ({ actorId }: { actorId: string | null }, { id, isManager }: Person): boolean =>
  isManager || (actorId !== null && actorId === id)

/** What people write about a lead holds it and asks: it never opts out by itself. */
function wishesIn(said: Omit<NewStopWish, 'wish'>): NewStopWish[] {
  const wish = stopWish(said.message)
  return wish === 'no' ? [] : [{ ...said, wish }]
}

export function addNote(host: Host, leadId: string, text: string, person: Person): Promise<Noted> {
  return settling(timed(host), async (tx) => {
    const lead = await takeLead(tx, leadId)
    if (!lead) return refuse('not_found')
    if (lead.isErased) return refuse('erased')
    const id = await insertNote(tx, { leadId, text, ...actorOf(person) })
    await auditOf(tx, 'created', 'notes', id, { leadId })
    const { now } = await createPlans().read(tx)
    await noteStopWishes(tx, wishesIn({ leadId, source: 'note', key: id, message: text, at: now }))
    return { ok: true, id }
  })
}

/** Gone for good: what was written by mistake about a person is not kept. */
export function removeNote(host: Host, leadId: string, noteId: string, person: Person): Promise<Noted> {
  return timed(host).transaction(async (tx: Db) => {
    const author = await readNoteAuthor(tx, leadId, noteId)
    if (!author) return refuse('not_found')
    if (!mayTakeBack(author, person)) return refuse('forbidden')
    await deleteNote(tx, noteId)
    await auditOf(tx, 'deleted', 'notes', noteId, { leadId })
    return { ok: true, id: noteId }
  })
}

const actorOf = ({ id, name }: Person) => ({ actorId: id, actorName: name })
