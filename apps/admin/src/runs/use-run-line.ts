/** A run in one line: "4 relances, lundi 9:00, chez Camille". */
import type { Run } from '@relance/contract'
import { instantFormat } from '@relance/contract/instants'
import { useGetList, useLocaleState } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import { nearness, whoseOf } from './run-line.ts'

const NAMED = 3

/** So long after its start a run is one of just now. */
const FRESH_MS = 5 * 60_000

interface Person {
  id: string
  name: string
}

export const EVERYBODY = {
  pagination: { page: 1, perPage: 500 },
  sort: { field: 'name', order: 'ASC' },
  filter: {},
} as const

type Line = Pick<Run, 'recorded' | 'byCloser' | 'byChannel' | 'firstAt' | 'startedAt'>

/** `named`: the people, where the page may not know them yet. A run of another day names no "today". */
export function useRunLine(): (run: Line, named?: readonly Person[]) => string {
  const translate = useWords()
  const [locale] = useLocaleState()
  const { data: known } = useGetList<Person>('closers', EVERYBODY)
  const hour = instantFormat(locale, { hour: 'numeric', minute: '2-digit' })
  const weekday = instantFormat(locale, { weekday: 'long' })
  const date = instantFormat(locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: 'numeric',
    minute: '2-digit',
  })
  const all = new Intl.ListFormat(locale, { type: 'conjunction' })

  const hourOf = (iso: string, startedAt: string): string => {
    const [at, from, now] = [new Date(iso), new Date(startedAt), new Date()]
    const today =
      from.toDateString() === now.toDateString()
        ? translate('run.line.today', { at: hour.format(at) })
        : hour.format(at)
    switch (nearness(at.getTime(), from.getTime(), at.toDateString() === from.toDateString())) {
      case 'now':
        return now.getTime() - from.getTime() < FRESH_MS ? translate('run.line.now') : today
      case 'today':
        return today
      case 'week':
        return `${weekday.format(at)} ${hour.format(at)}`
      default:
        return date.format(at)
    }
  }

  const whose = (run: Pick<Run, 'byCloser' | 'byChannel'>, people: readonly Person[] | undefined): string => {
    const each = whoseOf(run)
    const named = each.filter(({ closerId }) => closerId !== null)
    const nobody = each.find(({ closerId }) => closerId === null)
    const alone = named.length === 1 && !nobody
    const names = named.slice(0, NAMED).map(({ closerId, count }) => {
      const name = people?.find(({ id }) => id === closerId)?.name ?? '…'
      return alone ? name : `${name} (${count})`
    })
    const others = named.length - names.length
    const list = others > 0 ? [...names, translate('run.line.others', { smart_count: others })] : names
    const byWhatsApp = run.byChannel.whatsapp ?? 0
    return [
      list.length > 0 && translate('run.line.with', { names: all.format(list) }),
      nobody && translate('run.line.nobody', { smart_count: nobody.count }),
      byWhatsApp > 0 && translate('run.line.whatsapp', { smart_count: byWhatsApp }),
    ]
      .filter(Boolean)
      .join(', ')
  }

  return (run, named = known) => {
    if (run.recorded === 0) return translate('run.line.none')
    const count = translate('run.line.count', { smart_count: run.recorded })
    return [count, run.firstAt && hourOf(run.firstAt, run.startedAt), whose(run, named)].filter(Boolean).join(', ')
  }
}
