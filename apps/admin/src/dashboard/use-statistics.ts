/** Figures of the server, read again when what they count has changed. */
import { useQuery } from '@tanstack/react-query'
import { request } from '../providers/request.ts'

/** `changesWith` is the resource whose live events make the figures old. */
export function useStatistics<Figures>(path: string, changesWith: 'relances' | 'runs' | 'rules') {
  return useQuery<Figures, Error>({
    queryKey: [changesWith, 'statistics', path],
    queryFn: async () => (await request<Figures>(`statistics/${path}`)).json,
  })
}

/** The first day of a span that ends today and is `days` long, in the viewer's calendar. */
export function dayAgo(days: number): string {
  const at = new Date()
  at.setDate(at.getDate() - days)
  return localDay(at)
}

/** `YYYY-MM-DD`. */
export const localDay = (at: Date): string =>
  [at.getFullYear(), at.getMonth() + 1, at.getDate()].map((part) => String(part).padStart(2, '0')).join('-')
