/** What the engine and the queue count on whatever channel stands behind the port: one suite for every driver. */
import type { ChannelConformance } from './channel-world.ts'
import { content, limits } from './content-rules.ts'
import { events } from './event-rules.ts'
import { reactions, sendOnce } from './send-rules.ts'

export type { ChannelConformance, ChannelWorld, LostAnswer } from './channel-world.ts'
export const channelConformance: readonly ChannelConformance[] = [
  ...limits,
  ...content,
  ...sendOnce,
  ...reactions,
  ...events,
]
