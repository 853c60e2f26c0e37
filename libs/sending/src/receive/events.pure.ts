/** Events of one kind. */
import type { ChannelEvent } from '@relance/relance/core'

type Kind = ChannelEvent['kind']

export const ofKind = <K extends Kind>(
  events: readonly ChannelEvent[],
  kind: K,
): Extract<ChannelEvent, { kind: K }>[] =>
  events.filter((event): event is Extract<ChannelEvent, { kind: K }> => event.kind === kind)
