/** What the channel said of the account in a batch: the latest of each counts. */
import type { AccountEvent, ChannelEvent } from '@relance/relance/core'

type Of<Kind extends AccountEvent['kind']> = Extract<AccountEvent, { kind: Kind }>

export interface AccountNews {
  limit: Of<'people_limit'> | null
  qualities: Of<'number_quality'>[]
  categories: Of<'template_category'>[]
  notices: Of<'account_notice'>[]
  /** The channel's name of what stops the account; null when nothing does. */
  stop: string | null
}

const ofKind = <Kind extends AccountEvent['kind']>(all: readonly ChannelEvent[], kind: Kind): Of<Kind>[] =>
  all.filter((event): event is Of<Kind> => event.kind === kind)

function latest<One extends { at: number }>(events: readonly One[], nameOf: (one: One) => string): One[] {
  const last = new Map<string, One>()
  for (const one of events) {
    const before = last.get(nameOf(one))
    const isLater =
      !before || one.at > before.at || (one.at === before.at && JSON.stringify(one) > JSON.stringify(before))
    if (isLater) last.set(nameOf(one), one)
  }
  return [...last.values()].sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1))
}

export function accountNews(all: readonly ChannelEvent[]): AccountNews {
  return {
    limit: latest(ofKind(all, 'people_limit'), () => '')[0] ?? null,
    qualities: latest(ofKind(all, 'number_quality'), ({ phone }) => phone),
    categories: latest(ofKind(all, 'template_category'), ({ name, language }) => `${name} ${language}`),
    notices: ofKind(all, 'account_notice'),
    stop: latest(ofKind(all, 'account_stopped'), () => '')[0]?.reason ?? null,
  }
}
