/** The channels of this installation that send by themselves: a new one is a driver and a line here. */
import type { Channels } from '@relance/relance'
import { whatsApp } from '@relance/whatsapp'

export const channels: Channels = new Map([[whatsApp.key, whatsApp]])
