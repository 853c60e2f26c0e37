/**
 * Whether a message asks us to stop writing, by rules over whole sentences in French and English. Pure.
 *
 * `certain`: the sentence says so in a standard form. `suspected`: it probably does, and a person decides. Certain wishes and common
 * wordings are patterns of words (`rules*.ts`); `grammar.ts` reads what the words stand for and so finds wordings nobody has listed;
 * `idioms-*.ts` are the set phrases of either language. `points.ts` weighs the words of what no rule reads.
 * The sentences in `labelled/` were measured before the rules had seen them (docs/rules.md has the figures), and guard them since:
 * `measured-*` were written before the rules, `independent-*` by another writer, `blind-*` in later rounds; the rules were made with
 * `learnt-*`; no rule or weight was adjusted to `heldout-*`.
 */
import { asksToStop, invites, isBusy, isLimited } from './grammar.ts'
import { isSmiling, plainSentence, type Sentence, sentencesOf, withoutQuotes } from './plain-sentence.ts'
import { pointsOf } from './points.ts'
import {
  ADDRESS,
  ALONE,
  CERTAIN,
  COURTESY,
  DECLINE,
  ELSEWHERE,
  GOES_ON,
  IDIOMS,
  POLITE,
  SUSPECTED,
  TAKEN_BACK,
  WHOLE,
} from './rules.ts'

export type StopWish = 'certain' | 'suspected' | 'no'

/** Longer texts are read only so far: nobody asks to stop after four thousand characters. */
const MAX_LENGTH = 4_000

/**
 * Points (`pointsOf`) above which a message is asked about. Chosen on the labelled sentences, each weighed by weights that were made
 * without it: among those pairs that hold at most 3 in 100 of the others, this one misses least.
 */
const NEEDED = { suspected: -2, no: 1.5, elsewhere: 4 }

/** `words`: the company's own opt-out words; a sentence that says nothing else is certain. */
export function stopWish(text: string, words: readonly string[] = []): StopWish {
  const own = new Set(words.map((word) => plainSentence(word)))
  const read = text.slice(0, MAX_LENGTH)
  const isJoking = isSmiling(read)
  if (TAKEN_BACK.test(plainSentence(read))) return 'no'
  const found = sentencesOf(read).map((sentence) => wishOf(sentence, own, isJoking))
  if (found.includes('certain')) return 'certain'
  return pointsOf(withoutQuotes(read)) > pointsNeeded(found) ? 'suspected' : 'no'
}

/** The words decide where no rule reads anything, and where they speak clearly against what a rule reads. */
function pointsNeeded(found: readonly Reading[]): number {
  if (found.includes('suspected')) return NEEDED.suspected
  return found.includes('elsewhere') ? NEEDED.elsewhere : NEEDED.no
}

/** `elsewhere`: a rule reads that it is about another time, channel or thing. */
type Reading = StopWish | 'elsewhere'

function wishOf({ text, clauses }: Sentence, own: ReadonlySet<string>, isJoking: boolean): Reading {
  const core = coreOf(text)
  if (own.has(text) || own.has(core) || WHOLE.test(core)) return 'certain'
  const goesOn = isJoking || GOES_ON.some((rule) => rule.test(text))
  const breaksOff = !goesOn && !isBusy(text) && !clauses.some(invites) && [text, ...clauses].some(isIdiom)
  if (ELSEWHERE.some((rule) => rule.test(text)) || clauses.some(invites)) return breaksOff ? 'suspected' : 'elsewhere'
  const reads = (rule: RegExp): boolean => rule.test(text) || rule.test(core)
  const isCertain = (rule: RegExp): boolean => {
    const found = rule.exec(text) ?? rule.exec(core)
    return found !== null && !isLimited(found.input.slice(found.index + found[0].length))
  }
  if (CERTAIN.some(isCertain)) return 'certain'
  if (breaksOff || SUSPECTED.some(reads) || (!isBusy(text) && [text, ...clauses].some(asksToStop))) return 'suspected'
  if (goesOn) return 'no'
  // Beside other clauses the word may be a joke: a person decides.
  const isSaid = (clause: string): boolean => WHOLE.test(clause) || ALONE.some((rule) => rule.test(clause))
  return [core, ...clauses.map(coreOf), coreOf(text.replace(DECLINE, ''))].some(isSaid) ? 'suspected' : 'no'
}

function coreOf(sentence: string): string {
  return sentence.replace(COURTESY, ' ').replace(/\s+/g, ' ').trim()
}

function isIdiom(said: string): boolean {
  const clause = said.replace(DECLINE, '')
  const bare = clause.replace(POLITE, ' ').replace(/\s+/g, ' ').trim()
  const forms = new Set([said, clause, bare, coreOf(bare), coreOf(bare.replace(ADDRESS, ' '))])
  return [...forms].some((read) => IDIOMS.some((idiom) => idiom.test(read)))
}
