/**
 * Words that are almost the same: a letter wrong, missing, too many, or two of them swapped. Of the libraries, those that are kept count a
 * swap as two steps, which is too far in a short word ('Frnace'); the one that counts it as one has had no release since 2021.
 */
import { lettersOf } from './words.ts'

/** Steps from one word to the other, a swap of neighbours being one; `limit + 1` when there are more. */
function distance(one: string, other: string, limit: number): number {
  if (Math.abs(one.length - other.length) > limit) return limit + 1
  let before: number[] = []
  let above = Array.from({ length: other.length + 1 }, (_, at) => at)
  for (let at = 1; at <= one.length; at++) {
    const row = [at]
    for (let to = 1; to <= other.length; to++) {
      const isSame = one[at - 1] === other[to - 1]
      const isSwap = at > 1 && to > 1 && one[at - 1] === other[to - 2] && one[at - 2] === other[to - 1]
      const steps = [(above[to] ?? 0) + 1, (row[to - 1] ?? 0) + 1, (above[to - 1] ?? 0) + (isSame ? 0 : 1)]
      row.push(Math.min(...steps, isSwap ? (before[to - 2] ?? 0) + 1 : limit + 1))
    }
    before = above
    above = row
  }
  return above[other.length] ?? limit + 1
}

/** A short word has many neighbours. */
const limitOf = (word: string): number => (word.length < 4 ? 0 : word.length < 8 ? 1 : 2)

/** What is meant by the names nearest to `text`, the nearest first; nothing when none is near. Names are compared by their letters. */
export function nearest(text: string, meanings: Iterable<readonly [name: string, meaning: string]>): string[] {
  const word = lettersOf(text)
  const limit = limitOf(word)
  const found = new Map<string, number>()
  for (const [name, meaning] of meanings) {
    const steps = distance(word, name, limit)
    if (steps <= limit && steps < (found.get(meaning) ?? Infinity)) found.set(meaning, steps)
  }
  return [...found].sort(([, one], [, other]) => one - other).map(([meaning]) => meaning)
}
