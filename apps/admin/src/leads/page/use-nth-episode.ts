import type { TimelineEntry } from '@relance/contract'
import { useLocaleState } from 'react-admin'
import { useWords } from '../../i18n/use-words.ts'

/** “2nd episode” of a lead that came back; empty in its first one. */
export function useNthEpisode({ episode }: TimelineEntry): string {
  const translate = useWords()
  const [locale] = useLocaleState()
  if (episode === null || episode < 2) return ''
  const form = new Intl.PluralRules(locale, { type: 'ordinal' }).select(episode)
  return translate(`timeline.nth_episode.${form}`, { n: episode, _: String(episode) })
}
