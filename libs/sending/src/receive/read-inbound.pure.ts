/** What somebody who wrote or pressed a button asks of us. */
import type { InboundEvent } from './received.pure.ts'

/**
 * Whatever it is, it is a reply. Reactions and what nobody can read open no window. A wish to stop is all that a text says, or what a
 * button is called or stands for; a word within a sentence is none.
 */
export function readInbound({ content, text, payload }: InboundEvent, stopWords: readonly string[]) {
  const said = content === 'reaction' ? [] : [text, payload].map((one) => plain(one ?? '')).filter(Boolean)
  const isStop = stopWords.some((word) => said.includes(plain(word)))
  return { opensWindow: content !== 'reaction' && content !== 'other', isStop }
}

/** Without accents, case, punctuation and surplus space: `STOP !` and `Arrêt.` are the words they are. */
function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
