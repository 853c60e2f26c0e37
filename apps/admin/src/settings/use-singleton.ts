/** Reads and saves one record of the settings; what was typed and not saved yet lies over it. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { HttpError, useNotify } from 'react-admin'
import { request } from '../providers/request.ts'

export function useSingleton<Shape extends object>(name: 'schedule' | 'company') {
  const notify = useNotify()
  const queries = useQueryClient()
  const queryKey = ['settings', name]
  const reading = useQuery<Shape, Error>({
    queryKey,
    queryFn: async () => (await request<Shape>(`settings/${name}`)).json,
  })
  const [draft, setDraft] = useState<Partial<Shape>>({})
  const save = async (fields: Partial<Shape> = draft): Promise<void> => {
    try {
      const { json } = await request<Shape>(`settings/${name}`, { method: 'PUT', body: fields })
      queries.setQueryData(queryKey, json)
      await queries.invalidateQueries({ queryKey: ['runs', 'standing'] })
      setDraft({})
      notify('settings.saved', { type: 'success' })
    } catch (error) {
      notify(refusalOf(error), { type: 'error' })
    }
  }
  return {
    value: reading.data ? { ...reading.data, ...draft } : null,
    isDirty: Object.keys(draft).length > 0,
    change: (fields: Partial<Shape>) => setDraft((before) => ({ ...before, ...fields })),
    save,
  }
}

/** The words for the first refused field, else those of the whole problem. */
export function refusalOf(error: unknown): string {
  const errors = error instanceof HttpError ? Object.values(error.body?.errors ?? {}) : []
  return errors.find((one): one is string => typeof one === 'string') ?? (error as Error).message
}
