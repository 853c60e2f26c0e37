/** A length of time in two units at most: "3 j 4 h", "2 h 14 min", "5 min". */
import { useLocaleState } from 'react-admin'

const DAY_LETTERS: Readonly<Record<string, string>> = { fr: 'j', en: 'd' }

export function useDuration(): (milliseconds: number) => string {
  const [locale] = useLocaleState()
  return (milliseconds) => {
    const minutes = Math.round(milliseconds / 60_000)
    const hours = Math.floor(minutes / 60)
    if (hours < 1) return `${minutes} min`
    if (hours < 24) return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`
    const days = Math.floor(hours / 24)
    return [`${days} ${DAY_LETTERS[locale] ?? 'd'}`, hours % 24 > 0 && `${hours % 24} h`].filter(Boolean).join(' ')
  }
}
