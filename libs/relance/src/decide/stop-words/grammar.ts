/**
 * How people ask to stop, whatever their words: rules over what the words stand for (`concepts.ts`). A word in capitals is a concept
 * or one of the names below, `~2` is at most two words of any kind. A rule reads a clause or a whole sentence.
 */
import { readAsConcepts } from './concepts.ts'
import { WAYS_OF_ASKING } from './ways-of-asking.ts'

/** Short for several concepts or words. */
const NAMES: Readonly<Record<string, string>> = {
  V: '(?:CONTACT|SPEAK|BOTHER)',
  N: '(?:MAIL|SPEAK)',
  NEG: '(?:MORE|NOT|NEVER)',
  YOURS: 'YOUR',
  MINE: '(?:OUR|YOUR|THIS) (?!old|ancien\\S*|previous|second)',
  // Us, or somebody the writer speaks for.
  OBJ: '(?:ME|THEM|OUR \\S+)',
  OFF: '(?:de|du|des|d|from|off|of|out)',
  WHO: '(?:vous|tu|il|elle|on|ils|elles|je|j|i|you|they|he|she|we|it)',
}

/** What may still follow, written `#`. */
const END =
  '(?: (?:merci|svp|stp|please|pls|plz|thanks|thank you|thx|ty|d avance|bien|beaucoup|anymore|longer|MORE|maintenant|now|again|ok|THIS|it|encore|guys|mate|sir))*$'

function compile(pattern: string): RegExp {
  const named = pattern.replace(/[A-Z]+/g, (name) => NAMES[name] ?? name)
  const gaps = named.replace(/~(\d) /g, (_, most: string) => `(?:\\S+ ){0,${most}}?`)
  return new RegExp(`(?<!\\S)(?:${gaps.replaceAll('#', END)})(?!\\S)`)
}

const ASKS: readonly RegExp[] = WAYS_OF_ASKING.map(compile)

/** What follows closely and tells of another time, channel or thing. */
const LIMIT = compile(
  '~3 (?:TIME|CHANNEL|mais|but|sauf|except|unless|(?:NOT|ME) (?:maintenant|now)|better|mieux|suffi\\S*|fine|only|seulement|uniquement|l?ancien\\S*|old|autre|other)',
)

/** Écrivez-moi plutôt. Text me. */
const INVITES = compile(
  '^(?:(?:et|and|just|mais|but|plutot|alors|ou|or|juste) )?V ME(?! (?:NEG|again|encore|anymore|moins|less))',
)

/** `rest`: the words after what a rule has read. */
export const isLimited = (rest: string): boolean => LIMIT.test(readAsConcepts(rest.trim()))

/** Asks us to write or call. */
export const invites = (clause: string): boolean => INVITES.test(readAsConcepts(clause))

/** N'appelez pas, je suis en réunion. */
const BUSY =
  /\b(?:en (?:reunion|rdv|rendez vous|deplacement|voyage)|au (?:travail|boulot|volant)|en (?:cours|classe|conges?)|in (?:a meeting|class|a lesson)|driving|at work)\b/
export const isBusy = (sentence: string): boolean => BUSY.test(sentence)

export function asksToStop(sentence: string): boolean {
  const read = readAsConcepts(sentence)
  return ASKS.some((rule) => {
    const found = rule.exec(read)
    return found !== null && !LIMIT.test(read.slice(found.index + found[0].length).trim())
  })
}
