/** What came of it, from the page of a lead: said of the relance that it answers, else noted as a contact. */
import type { Contact, Relance } from '@relance/contract'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useGetIdentity, useGetList, useNotify } from 'react-admin'
import { ANSWERABLE, type Outcome } from '../../inbox/outcomes.ts'
import { useActions } from '../../inbox/use-queue.ts'
import { request } from '../../providers/request.ts'
import { refusalOf } from '../../providers/sentences-of.ts'
import type { LeadExplained } from '../../why/use-explained.ts'

export type RecordOutcomeOf = (relanceId: string, outcome: Outcome) => void

const FIRST = { page: 1, perPage: 1 } as const

/** What is still open of a lead, whoever has it. */
export const useOpenItems = (leadId: string) =>
  useGetList<Relance>('relances', { filter: { leadId, open: true }, pagination: { page: 1, perPage: 5 } }).data ?? []

/** The latest sent relance without an outcome; null when there is none. */
const useAwaitingOf = (leadId: string): Relance | null =>
  useGetList<Relance>('relances', { filter: { leadId, awaiting: true }, pagination: FIRST }).data?.[0] ?? null

const REACHED = { field: 'recordedAt', order: 'DESC' } as const

/** The latest relance that reached the lead, when it has no outcome yet. */
function useUnsettledOf(leadId: string): Relance | null {
  const filter = { leadId, state: ANSWERABLE }
  const latest = useGetList<Relance>('relances', { filter, sort: REACHED, pagination: FIRST }).data?.[0]
  return latest?.outcome === null ? latest : null
}

/** Without a relance, what a lead says is a contact like any other. */
const CONTACTS = {
  replied: { kind: 'message', direction: 'inbound' },
  meeting: { kind: 'meeting', direction: 'inbound' },
} as const satisfies Partial<Record<Outcome, object>>
export type ContactOutcome = keyof typeof CONTACTS

export interface Noted {
  contact: Contact
  /** What comes next, in the engine's words. */
  summary: string
}

export function useLeadOutcomes(leadId: string) {
  const { data: identity } = useGetIdentity()
  const awaiting = useAwaitingOf(leadId)
  const mine = useOpenItems(leadId).find(({ closerId }) => closerId === identity?.id)
  const unsettled = useUnsettledOf(leadId)
  const target = awaiting ?? mine ?? unsettled
  const { act, done, forget } = useActions()
  const noting = useNoting(leadId)
  const undo = async (): Promise<void> => {
    if (done) await act(done.relance, 'undo', { actionId: done.relance.actionId })
  }
  const recordOf: RecordOutcomeOf = (id, outcome) => void act({ id }, 'outcome', { outcome })
  const record = (outcome: Outcome): void => {
    if (target) recordOf(target.id, outcome)
    else if (outcome in CONTACTS) void noting.noteContact(CONTACTS[outcome as ContactOutcome])
  }
  return { target, awaiting, record, recordOf, undoing: { done, forget, undo: () => void undo() }, noting }
}

/** Notes contacts and notes; `noted` is the contact that was noted last, to take back. */
function useNoting(leadId: string) {
  const notify = useNotify()
  const queries = useQueryClient()
  const [noted, setNoted] = useState<Noted | null>(null)
  const path = `leads/${leadId}`
  /** False when it was refused; the person was told why. */
  const save = async (work: () => Promise<void>): Promise<boolean> => {
    let isSaved = true
    try {
      await work()
    } catch (error) {
      isSaved = false
      notify(refusalOf(error), { type: 'error' })
    }
    await queries.invalidateQueries()
    return isSaved
  }
  return {
    noted,
    forget: () => setNoted(null),
    noteContact: (body: object) =>
      save(async () => {
        const { json: contact } = await request<Contact>(`${path}/contacts`, { method: 'POST', body })
        const { json: explained } = await request<LeadExplained>(`${path}/explain`)
        setNoted({ contact, summary: explained.words.summary })
      }),
    takeBack: ({ id }: Contact) =>
      save(async () => {
        await request(`${path}/contacts/${id}`, { method: 'DELETE' })
        setNoted(null)
      }),
    addNote: (text: string) =>
      save(async () => {
        await request(`${path}/notes`, { method: 'POST', body: { text } })
      }),
  }
}
