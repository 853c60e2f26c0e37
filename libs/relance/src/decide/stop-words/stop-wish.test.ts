import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pointsOf } from './points.ts'
import { stopWish } from './stop-wish.ts'

interface Labelled {
  asks: boolean
  text: string
}

/** A line is `stop` or `no`, a tab, and the sentence. */
const FOLDER = join(__dirname, 'labelled')
const labelled = (set: string): Labelled[] =>
  readdirSync(FOLDER)
    .filter((file) => file.startsWith(set))
    .flatMap((file) => readFileSync(join(FOLDER, file), 'utf8').split('\n').filter(Boolean))
    .map((line) => {
      const [label, text = ''] = line.split('\t')
      return { asks: label === 'stop', text }
    })

const MEASURED = labelled('measured-')
const INDEPENDENT = labelled('independent-')
const BLIND = labelled('blind-')
const LEARNT = labelled('learnt-')
const HELD_OUT = labelled('heldout-')
const share = (some: readonly Labelled[], of: readonly Labelled[]): number => some.length / of.length
const texts = (some: readonly Labelled[]): string => some.map(({ text }) => text).join('\n')

it('the labelled set holds at least 600 sentences, half of them written before the rules', () => {
  expect(MEASURED.length + INDEPENDENT.length).toBeGreaterThanOrEqual(600)
  expect(LEARNT.length).toBeGreaterThanOrEqual(300)
})

describe.each([
  ['the sentences written before the rules', MEASURED],
  ['the sentences of another writer', INDEPENDENT],
  ['the sentences of the blind checks', BLIND],
  ['the sentences the rules were made with', LEARNT],
])('%s', (_, sentences) => {
  const asking = sentences.filter(({ asks }) => asks)
  const others = sentences.filter(({ asks }) => !asks)

  it('of those who ask to stop at most 2 in 100 are missed', () => {
    const missed = asking.filter(({ text }) => stopWish(text) === 'no')
    if (share(missed, asking) > 0.02) throw new Error(`Missed:\n${texts(missed)}`)
  })

  it('of the others at most 3 in 100 are held, and none is opted out at once', () => {
    const held = others.filter(({ text }) => stopWish(text) !== 'no')
    if (share(held, others) > 0.03) throw new Error(`Held:\n${texts(held)}`)
    const stopped = others.filter(({ text }) => stopWish(text) === 'certain')
    if (share(stopped, others) > 0.01) throw new Error(`Opted out:\n${texts(stopped)}`)
  })
})

/**
 * How far the rules go beyond what they were made with. Only these two rates are looked at: a rule adjusted to a sentence of this set
 * would make the set worthless, and no weight is made with it. The aim is 2 and 3 in 100; the limits are what is reached, so that no
 * change makes it worse unseen.
 */
it('of sentences that nothing was adjusted to, at most 5 in 100 are missed and 3 in 100 are held', () => {
  const asking = HELD_OUT.filter(({ asks }) => asks)
  const others = HELD_OUT.filter(({ asks }) => !asks)
  expect(HELD_OUT.length).toBeGreaterThanOrEqual(300)
  expect(asking.filter(({ text }) => stopWish(text) === 'no').length / asking.length).toBeLessThanOrEqual(0.05)
  expect(others.filter(({ text }) => stopWish(text) !== 'no').length / others.length).toBeLessThanOrEqual(0.03)
  expect(others.filter(({ text }) => stopWish(text) === 'certain')).toEqual([])
})

it.each([
  ['stop ! je rigole, ok pour demain', 'no'],
  ['ne m’écrivez plus en anglais svp', 'no'],
  ['how do I stop the leak', 'no'],
  ['merci de m’oublier', 'suspected'],
  ['why do you keep texting me', 'suspected'],
  ['🖕', 'suspected'],
] as const)('a set phrase is read as a whole: %s', (text, wish) => {
  expect(stopWish(text)).toBe(wish)
})

it('the company’s own words count when a sentence says nothing else', () => {
  expect(stopWish('Fini !', ['fini'])).toBe('certain')
  expect(stopWish('Fini le chantier', ['fini'])).toBe('no')
})

it.each([
  ['vous avez arrêté cette offre ?', 'no'],
  ['ne m’appelez pas avant 14h', 'no'],
  ['je veux me désabonner d’Orange', 'no'],
  ['take me off speaker lol', 'no'],
  ['aucune relance de votre part, c’est normal ?', 'no'],
  ['pas intéressé', 'no'],
  ['who dis', 'no'],
  ['jai dit non arretez', 'suspected'],
] as const)('what only sounds like it is told from the wish: %s', (text, wish) => {
  expect(stopWish(text)).toBe(wish)
})

it('the words of a message decide where no rule reads it, and the most telling sentence of a long one', () => {
  const filler = 'Nous avons visité la maison avec mon frère et nous voulons refaire la cuisine. '.repeat(6)
  expect(pointsOf('vos relances me gênent')).toBeGreaterThan(0)
  expect(pointsOf('quel est le prix de la cuisine ?')).toBeLessThan(0)
  expect(pointsOf(`${filler}vos relances me gênent`)).toBeGreaterThan(pointsOf(filler))
})

it('a wish to stop is found in any sentence of a text', () => {
  expect(stopWish('Bonjour,\nmerci pour tout. Ne m’écrivez plus.\nBonne journée')).toBe('certain')
})

it.each([
  ['stop svp', 'certain'],
  ["stop svp arrêtez de m'écrire", 'certain'],
  ['Désabonnez-moi', 'certain'],
  ["stop, c'est bon j'ai signé", 'suspected'],
  ["stop, j'arrive", 'no'],
  ['arrête je suis déjà client lol', 'no'],
  ['je ne suis plus intéressé par le T2 mais le T3 oui', 'no'],
  ['je veux + de vos pubs', 'certain'],
  ["on n'arrête pas le progrès", 'no'],
  ['je vous rappelle, ne vous arrêtez pas', 'no'],
  ['One stop shop, love it', 'no'],
] as const)('%s: %s', (text, wish) => {
  expect(stopWish(text)).toBe(wish)
})

it.each([
  ['Vous aviez écrit « Répondez STOP pour ne plus recevoir de messages », mais je suis intéressé', 'no'],
  ['You said: reply STOP to opt out. What is the price?', 'no'],
  ['> Répondez STOP au 36111\nbonjour, quel est le prix ?', 'no'],
  ['> Bonjour Marie\nstop', 'certain'],
] as const)('our own words in an answer are not the lead’s: %s', (text, wish) => {
  expect(stopWish(text)).toBe(wish)
})

it.each([
  ['ne m’appelez plus sur ce numéro mais sur l’autre', 'no'],
  ['je suis en congés, ne me relancez pas d’ici là', 'no'],
  ['Not now, don’t call me before March', 'no'],
  ['pas d’appels le matin, je dors', 'no'],
  ['ne m’appelez pas, écrivez-moi', 'no'],
])('another time, channel or number is no wish to stop: %s', (text, wish) => {
  expect(stopWish(text)).toBe(wish)
})

it.each([
  ['stp arretté de menvoyé des mesages'],
  ['merci de pu me contacter'],
  ['pls dont contcat me agian'],
  ['suprimez mon num'],
  ['unsubcribe me'],
])('is found whatever the spelling: %s', (text) => {
  expect(stopWish(text)).not.toBe('no')
})

it.each([
  ['STOP. Je rigole pas.'],
  ["Je plaisante pas, ne m'écrivez plus"],
  ["I'm not kidding, stop texting me"],
  ['Are you kidding me? Unsubscribe me'],
  ['Je tiens à vous signaler que je ne souhaite plus être contacté'],
  ["Dès que c'est possible, désabonnez-moi"],
  ['I mean stop messaging me'],
  ["J'ai un nouveau numéro, supprimez celui-ci et ne m'écrivez plus"],
])('is not taken for a joke or another matter: %s', (text) => {
  expect(stopWish(text)).toBe('certain')
})

// Each repeats what rules begin with: a rule that tries every way to read it would not end.
const HOSTILE = [
  'ne me ',
  'arretez de ',
  'je veux ',
  'si vous je vous ',
  'aaaa, ',
  'a.b.c.',
  '"repondez stop',
  '\n',
  '🛑',
  'plus plus de ',
  'pourquoi vous ',
  'c est trop ',
  'very very ',
  'would d i ',
  'no calls and ',
  'mais enfin bon ',
]

it.each(HOSTILE)('a text of any length is read at once: %j', (part) => {
  const long = part.repeat(40_000)
  expect(stopWish(`${long} stop`)).toBe(stopWish(long))
})
