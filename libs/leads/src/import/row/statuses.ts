/** Words for statuses. */
import { lettersOf } from './words.ts'

const STATUS_WORDS: Readonly<Record<string, string>> = {
  nouveau: 'new',
  nouvelle: 'new',
  contacte: 'contacted',
  contactee: 'contacted',
  rendezvous: 'meeting',
  rdv: 'meeting',
  proposition: 'proposal',
  devis: 'proposal',
  gagne: 'won',
  gagnee: 'won',
  client: 'won',
  perdu: 'lost',
  perdue: 'lost',
}

/** Words other tools use. They are proposed, never applied: what they mean is for the company to say. */
const LIKELY: readonly (readonly [RegExp, string])[] = [
  [
    /^(?:un|de|des|non|not)(?:subscri|abonn|inscri)|blacklist|blocklist|optedout|optout|bounce|cleaned|nepas|neplus|donot/,
    'lost',
  ],
  [
    /^(?:not?|non|un|to|a|jamais|never|pas)(?:yet|encore|been|ete|be|etre|deja)*(?:contact|call|appel|rappel|relanc|join|trait)/,
    'new',
  ],
  [/opendeal/, 'proposal'],
  [/new|nouv|open|ouvert|created|subscriber|abonne|unqualified$|attempt|tentative|afaire|todo/, 'new'],
  [/meet|rdv|rendezvous|demo|appointment|planifi|booked/, 'meeting'],
  [/propos|devis|quote|offre|negoci|negot|opendeal/, 'proposal'],
  [/^won|gagn|client|customer|signe|closedwon|convert/, 'won'],
  [/lost|perdu|junk|disqual|nonqual|unqual|refus|abandon|closedlost|badtiming|notinterested|pasinteresse/, 'lost'],
  [/contact|connect|progress|encours|working|relanc|qualif|nurtur/, 'contacted'],
]

/** Undefined when the word is no status of the settings; null when nothing is written. */
export function readStatus(
  text: string,
  statuses: readonly string[],
  known: Readonly<Record<string, string>>,
): string | null | undefined {
  if (text === '') return null
  if (statuses.includes(text)) return text
  const letters = lettersOf(text)
  const code = statuses.find((one) => one === text.toLowerCase() || lettersOf(one) === letters)
  const word = known[letters] ?? STATUS_WORDS[letters]
  return code ?? (word !== undefined && statuses.includes(word) ? word : undefined)
}

export function proposeStatus(text: string, statuses: readonly string[]): string | null {
  const letters = lettersOf(text)
  return LIKELY.find(([words, code]) => words.test(letters) && statuses.includes(code))?.[1] ?? null
}
