/** Figures of the server, read again when what they count has changed. */
import { queryOptions, useQueries, useQuery } from '@tanstack/react-query'
import { request } from './request.ts'

type Source = 'relances' | 'runs' | 'rules'

const statisticsOf = <Figures>(path: string, changesWith: Source) =>
  queryOptions<Figures, Error>({
    queryKey: [changesWith, 'statistics', path],
    queryFn: async () => (await request<Figures>(`statistics/${path}`)).json,
  })

/** `changesWith` is the resource whose live events make the figures old. */
export const useStatistics = <Figures>(path: string, changesWith: Source) =>
  useQuery(statisticsOf<Figures>(path, changesWith))

/** How the readings of other parts of the page stand: nothing is asked for them here. */
export const useReadings = (sources: Readonly<Record<string, Source>>) =>
  useQueries({
    queries: Object.entries(sources).map(([path, changesWith]) => ({
      ...statisticsOf<unknown>(path, changesWith),
      enabled: false,
    })),
  })

/** The first day of a span that ends today and is `days` long, in the viewer's calendar. */
export function dayAgo(days: number): string {
  const at = new Date()
  at.setDate(at.getDate() - days)
  return localDay(at)
}

/** `YYYY-MM-DD`. */
export const localDay = (at: Date): string =>
  [at.getFullYear(), at.getMonth() + 1, at.getDate()].map((part) => String(part).padStart(2, '0')).join('-')
