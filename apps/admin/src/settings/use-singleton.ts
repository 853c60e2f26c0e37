/** Reads and saves one record of the settings; what was typed and not saved yet lies over it. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNotify } from 'react-admin'
import { useDraft } from '../forms/drafts.ts'
import { request } from '../providers/request.ts'
import { refusalOf } from '../providers/sentences-of.ts'

export function useSingleton<Shape extends object>(name: 'schedule' | 'company' | 'whatsapp') {
  const notify = useNotify()
  const queries = useQueryClient()
  const queryKey = ['settings', name]
  const reading = useQuery<Shape, Error>({
    queryKey,
    queryFn: async () => (await request<Shape>(`settings/${name}`)).json,
  })
  const [draft, setDraft] = useState<Partial<Shape>>({})
  const isDirty = Object.keys(draft).length > 0
  useDraft(isDirty)
  const save = async (fields: Partial<Shape> = draft): Promise<void> => {
    try {
      const { json } = await request<Shape>(`settings/${name}`, { method: 'PUT', body: fields })
      queries.setQueryData(queryKey, json)
      await queries.invalidateQueries({ queryKey: name === 'whatsapp' ? ['whatsapp'] : ['runs', 'scan'] })
      setDraft({})
      notify('settings.saved', { type: 'success' })
    } catch (error) {
      notify(refusalOf(error), { type: 'error' })
    }
  }
  return {
    reading,
    value: reading.data ? { ...reading.data, ...draft } : null,
    isDirty,
    change: (fields: Partial<Shape>) => setDraft((before) => ({ ...before, ...fields })),
    save,
  }
}
