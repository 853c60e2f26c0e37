/** Saves one field of a lead; asks before it overwrites what somebody else saved meanwhile. */
import type { Lead } from '@relance/contract'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNotify } from 'react-admin'
import { request } from '../../providers/request.ts'
import { refusalOf } from '../../providers/sentences-of.ts'
import { askOver } from '../../versions/ask-over.ts'

export type LeadFieldName = keyof Lead & string

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one ?? null) === JSON.stringify(other ?? null)

/** `lead`: as it was when the field was opened. Changes of other fields are no conflict. */
async function put(lead: Lead, field: LeadFieldName, value: unknown): Promise<'saved' | 'left'> {
  const path = `leads/${lead.id}`
  let { updatedAt } = lead
  for (;;) {
    try {
      await request(path, { method: 'PUT', body: { [field]: value }, ifMatch: `"${updatedAt}"` })
      return 'saved'
    } catch (error) {
      if ((error as { status?: number }).status !== 412) throw error
      const { json: now } = await request<Lead>(path)
      const isAsked = !same(now[field], lead[field]) && !same(now[field], value)
      if (isAsked && !(await askOver({ field, theirs: now[field], mine: value, detail: (error as Error).message }))) {
        return 'left'
      }
      updatedAt = now.updatedAt
    }
  }
}

export function useSaveField(lead: Lead) {
  const notify = useNotify()
  const queries = useQueryClient()
  const [isSaving, setIsSaving] = useState(false)
  /** False when it was refused, or left as it is; the person was told why. */
  const save = async (field: LeadFieldName, value: unknown): Promise<boolean> => {
    setIsSaving(true)
    let isSaved = false
    try {
      isSaved = (await put(lead, field, value)) === 'saved'
    } catch (error) {
      notify(refusalOf(error), { type: 'error' })
    }
    const isReadAnew = queries.invalidateQueries()
    // After "go back" the field is writable at once.
    if (isSaved) await isReadAnew
    setIsSaving(false)
    return isSaved
  }
  return { save, isSaving }
}
