/** What each kind of message causes, beside its words. */
import type { ReceivedContent } from '@relance/relance/core'

export interface ContentEffect {
  /** Cadences that stop on a reply end, and the person has been in contact. */
  isReply: boolean
  /** Free text is allowed for 24 hours. Where WhatsApp does not say, we assume that it is not. */
  opensWindow: boolean
}

const WORDS: ContentEffect = { isReply: true, opensWindow: true }
const SIGN: ContentEffect = { isReply: true, opensWindow: false }
/** It stands in the timeline, and nothing else. */
const NOTED: ContentEffect = { isReply: false, opensWindow: false }

export const CONTENT_EFFECTS: Readonly<Record<ReceivedContent, ContentEffect>> = {
  text: WORDS,
  button: WORDS,
  interactive: WORDS,
  image: WORDS,
  video: WORDS,
  audio: WORDS,
  voice: WORDS,
  document: WORDS,
  sticker: WORDS,
  media: WORDS,
  location: WORDS,
  contacts: WORDS,
  order: WORDS,
  reaction: SIGN,
  call: SIGN,
  // Somebody wrote something that WhatsApp does not hand on.
  other: SIGN,
  edited: SIGN,
  // Taking back is no answer, and neither is opening a conversation without a word.
  removed: NOTED,
  deleted: NOTED,
  welcome: NOTED,
}
