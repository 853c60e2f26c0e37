/** A message as the rules read it: sentences without accents, case and punctuation, short spellings written out. */

/** Of text messages, French and English. */
const SHORT: Readonly<Record<string, string>> = {
  vs: 'vous',
  ns: 'nous',
  mtn: 'maintenant',
  jveux: 'je veux',
  jveut: 'je veux',
  jveu: 'je veux',
  jvais: 'je vais',
  jvai: 'je vais',
  jai: 'j ai',
  jsuis: 'je suis',
  jpeux: 'je peux',
  nn: 'non',
  dsl: 'desole',
  svp: 'svp',
  dnt: 'don t',
  dont: 'don t',
  cant: 'can t',
  wont: 'won t',
  didnt: 'didn t',
  im: 'i m',
  youre: 'you re',
  ive: 'i ve',
  thats: 'that s',
  okay: 'ok',
  ur: 'your',
  u: 'you',
  lv: 'leave',
  lemme: 'let me',
  ke: 'que',
  jvs: 'je vous',
  jvous: 'je vous',
  jte: 'je te',
  wanna: 'want to',
  w: 'with',
  txt: 'text',
  txts: 'texts',
  txting: 'texting',
  msging: 'messaging',
  msg: 'message',
  msgs: 'messages',
  mess: 'messages',
}

const STRETCHED = /^sto+p+$/

/** The wish as a picture. */
const SIGNS = /🛑|⛔|🚫/gu
const RUDE_SIGNS = /🖕|🤬/gu
export const readSigns = (sentence: string): string => sentence.replace(SIGNS, ' stop ').replace(RUDE_SIGNS, ' degage ')

/** What ends a sentence, and what parts the clauses within one. */
const SENTENCE_END = /[.!?;…\n\r]+/u
const CLAUSE_END = /[,:()–—]+| - |\p{Extended_Pictographic}+/u

/** Said with a smile, it is a joke as likely as not. */
const SMILE = /\b(?:lol|mdr+|ptdr|xd|haha\w*|hihi\w*|jk)\b|[😂🤣😄😁😆😅😉😊😜😝]/iu
export const isSmiling = (text: string): boolean => SMILE.test(text)

/** What our own messages say about stopping, quoted in an answer; and lines quoted as in a mail. */
const OURS =
  /^\s*>.*$|["«“]?(?:(?:r[ée]pondez|envoyez|tapez)\s+(?:par\s+)?["«“']?stop|(?:reply|text|send)\s+(?:with\s+)?["“']?stop["”']?\s+to\b)[^.!?,\n"»”]*["»”]?/gimu

export interface Sentence {
  text: string
  /** Its clauses, where there is more than one. */
  clauses: string[]
}

export const withoutQuotes = (text: string): string => text.replace(OURS, ' ')

export function sentencesOf(text: string): Sentence[] {
  return withoutQuotes(text)
    .replace(/\b(?:\p{L}\.){3,}\p{L}?/gu, (letters) => letters.replaceAll('.', ''))
    .split(SENTENCE_END)
    .map((sentence) => {
      const clauses = readSigns(sentence).split(CLAUSE_END).map(plainSentence).filter(Boolean)
      return { text: plainSentence(readSigns(sentence)), clauses: clauses.length > 1 ? clauses : [] }
    })
    .filter(({ text: sentence }) => sentence !== '')
}

/** Elisions are words: `N'écrivez plus !` becomes `n ecrivez plus`. */
export function plainSentence(text: string): string {
  return (
    text
      .normalize('NFKD')
      .replace(/\p{M}|(?<=\p{L})[\^`¨](?=\p{L})/gu, '')
      .toLowerCase()
      .replace(/œ/g, 'oe')
      .replace(/\bnon[-_]stop\b|\bnon stop(?= (?!svp|stp|merci|s['’ ]il))/g, 'nonstop')
      // « Je veux + de pub », not the sign of a phone number.
      .replace(/\+(?!\s*\p{N})/gu, ' plus ')
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      // The apostrophe left out: « menvoyez », « darreter ».
      .replace(
        /\b([mnldjts])(?=(?:envo|ap+el|ar+et|enlev|efface|embet|importun|harcel|utilis|oubli|insist)|(?<!d)ecri)/g,
        '$1 ',
      )
      // Drawn out: « stooop », « pleaseee ».
      .replace(/(\p{L})\1{2,}/gu, '$1')
      .trim()
      .split(' ')
      .map((word) => SHORT[word] ?? (STRETCHED.test(word) ? 'stop' : word))
      .join(' ')
  )
}
