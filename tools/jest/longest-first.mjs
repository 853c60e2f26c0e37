/**
 * The longest files first, so that no worker is left alone with one at the end. Jest knows how long each took the last time; a new
 * checkout has no last time, and the size of a file says nothing of the browser or the processes that it starts.
 */
import sequencer from '@jest/test-sequencer'

/** All others follow, in jest's own order. */
const LONGEST = [
  /panel\/manager/,
  /processes\/processes/,
  /command-line/,
  /test\/panel\//,
  /whatsapp\/sandbox/,
  /supabase|vercel/,
  /sign-in-attacks|resuming|what-if|all-triggers|scheduled|explain/,
]
const rankOf = ({ path }) => {
  const rank = LONGEST.findIndex((name) => name.test(path))
  return rank < 0 ? LONGEST.length : rank
}

export default class LongestFirst extends sequencer {
  async sort(tests) {
    const sorted = await super.sort(tests)
    return [...sorted].sort((one, other) => rankOf(one) - rankOf(other))
  }
}
