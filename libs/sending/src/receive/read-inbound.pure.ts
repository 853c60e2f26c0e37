/** What somebody who wrote or pressed a button asks of us. */
import { type StopWish, stopWish } from '@relance/relance/core'
import type { InboundEvent } from './received.pure.ts'

export interface ReadInbound {
  opensWindow: boolean
  wish: StopWish
}

/**
 * Whatever it is, it is a reply. Reactions and what nobody can read open no window. A button says what it is called or what it stands
 * for.
 */
export function readInbound({ content, text, payload }: InboundEvent, stopWords: readonly string[]): ReadInbound {
  const said = content === 'reaction' ? [] : [text ?? '', payload ?? '']
  const wishes = said.map((one) => stopWish(one, stopWords))
  const wish = wishes.find((one) => one === 'certain') ?? wishes.find((one) => one === 'suspected') ?? 'no'
  return { opensWindow: content !== 'reaction' && content !== 'other', wish }
}
