/** Texts of push notifications and of the digest. A push says nothing about a lead, since others may see the lock screen. */
import { fill, type Language } from '../words.ts'
import { instantFormat } from './instants.ts'

interface Counts {
  /** What can be acted on now. */
  open: number
  /** Those without a notification yet. */
  fresh: number
}

const PUSH = {
  fr: {
    open: ['1 relance à faire', '{open} relances à faire'],
    fresh: ['dont 1 nouvelle', 'dont {fresh} nouvelles'],
  },
  en: {
    open: ['1 follow-up to do', '{open} follow-ups to do'],
    fresh: ['1 of them new', '{fresh} of them new'],
  },
} as const satisfies Record<Language, Record<string, readonly [string, string]>>

const counted = ([one, many]: readonly [string, string], count: number): string => (count === 1 ? one : many)

/** `body` is empty where the title says it all. */
export function pushWords(language: Language, counts: Counts): { title: string; body: string } {
  const { open, fresh } = PUSH[language]
  const body = counts.fresh > 0 && counts.fresh < counts.open ? counted(fresh, counts.fresh) : ''
  return { title: fill(counted(open, counts.open), { ...counts }), body: fill(body, { ...counts }) }
}

const DIGEST = {
  fr: {
    subject: ['1 relance aujourd’hui', '{open} relances aujourd’hui'],
    nameless: 'Sans prénom',
    more: 'Toute la file : {queue}',
    off: 'Pour changer d’heure ou ne plus recevoir ce résumé : {profile}',
  },
  en: {
    subject: ['1 follow-up today', '{open} follow-ups today'],
    nameless: 'No first name',
    more: 'The whole queue: {queue}',
    off: 'To change the hour, or to stop this digest: {profile}',
  },
} as const satisfies Record<Language, Record<string, string | readonly [string, string]>>

interface Digest {
  open: number
  timeZone: string
  items: readonly { firstName: string; deliverAt: number; link: string }[]
  queue: string
  profile: string
}

/** A line for each relance, with the link that opens it. A first name is all that is said of a lead. */
export function digestWords(language: Language, digest: Digest): { subject: string; text: string } {
  const { subject, nameless, more, off } = DIGEST[language]
  const { open, timeZone, items, queue, profile } = digest
  const hour = instantFormat(language, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', timeZone })
  const lines = items.map(({ firstName, deliverAt, link }) => {
    const name = firstName.trim() || nameless
    return `${name} · ${hour.format(new Date(deliverAt))}\n${link}`
  })
  return {
    subject: fill(counted(subject, open), { open }),
    text: [...lines, fill(more, { queue }), fill(off, { profile })].join('\n\n'),
  }
}
