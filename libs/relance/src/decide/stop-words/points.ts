/**
 * How much the words of a message speak for a wish to stop, in points. The rules read the wordings somebody thought of; the points read
 * what is left, and keep a rule from reading too much. A message is a set of signs: its words, the concepts they stand for
 * (`concepts.ts`), each two that follow one another, a question mark, its length. A sign has a weight (`weights-*.ts`), and the
 * points are their sum. The weights are a logistic regression over `labelled/` without `heldout-*`: `npm run weigh` makes them anew.
 */
import { readAsConcepts } from './concepts.ts'
import { plainSentence, readSigns } from './plain-sentence.ts'
import { AGAINST } from './weights-against.ts'
import { FOR } from './weights-for.ts'

/** Points that are there before a word is read: most messages do not ask to stop. */
const START = '*'

const weights = new Map<string, number>()
for (const [points, signs] of [...FOR, ...AGAINST]) for (const sign of signs.split('|')) weights.set(sign, points)

/** A longer message is read sentence by sentence, for it has words enough to say anything. */
const MANY_WORDS = 40

/** Its signs, each once. */
export function signsOf(text: string): Set<string> {
  const signs = new Set([START])
  let count = 0
  for (const part of readSigns(text).split(/(?<=\?)|[.!;…\n\r]+/u)) {
    const plain = plainSentence(part)
    if (plain === '') continue
    const words = plain.split(' ')
    const concepts = readAsConcepts(plain).split(' ').filter(Boolean)
    count += words.length
    for (const sign of [...words, ...concepts]) signs.add(sign)
    const line = ['^', ...concepts, '$']
    for (const [at, concept] of line.slice(0, -1).entries()) signs.add(`${concept} ${line[at + 1]}`)
    if (part.includes('?')) signs.add('?')
  }
  signs.add(lengthOf(count))
  return signs
}

function lengthOf(words: number): string {
  if (words <= 1) return '#1'
  if (words <= 3) return '#3'
  return words <= 8 ? '#8' : '#9'
}

const sum = (text: string): number => [...signsOf(text)].reduce((total, sign) => total + (weights.get(sign) ?? 0), 0)

/** Above nought the words speak for a wish to stop; a point is as much as one chance in two becoming three in four. */
export function pointsOf(text: string): number {
  const isShort = text.trim().split(/\s+/, MANY_WORDS + 1).length <= MANY_WORDS
  return isShort ? sum(text) : Math.max(...text.split(/[.!?;…\n\r]+/u).map(sum))
}
