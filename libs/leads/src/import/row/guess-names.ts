/** Recognises columns of names by their values, where no heading says anything. */
import { lettersOf, plain } from './words.ts'

/** Common first names of France and its neighbours, by their letters: enough to tell a column of them from one of family names. */
const FIRST_NAMES = new Set(
  `adam adele adrien agathe agnes aicha alain albert alex alexandra alexandre alexis ali alice alicia aline alix amandine ambre amelie amina
  amine amir ana anais andre andrea andree angele angelique anissa anita ann anna anne annie anthony antoine antonin ariane arnaud
  arthur astrid aude audrey aurelie aurelien aurore axel ayoub baptiste barbara bastien beatrice ben benjamin benoit bernadette bernard
  bertrand bilal brigitte bruno camille carine carla carole caroline catherine cecile cedric celia celine chantal charlene charles charlotte
  chloe christelle christian christiane christine christophe claire clara claude claudine clea clement clementine coline colette corentin
  corinne cyril damien daniel daniele danielle david deborah delphine denis denise diane didier dominique dylan eddy edith edouard elena
  eleonore elias eliane elisa elisabeth elise ella elodie eloise elsa emilie emma emmanuel emmanuelle enzo eric erika ernest estelle esther
  ethan etienne eugene eva evelyne fabien fabienne fabrice fanny farid fatima fatou felix fernand florence florent florian france francine
  francis franck francois francoise frederic frederique gabin gabriel gabrielle gael gaelle gaspard geoffrey georges gerald gerard geraldine
  germaine ghislaine gilbert gilles ginette gisele gregory guillaume gustave guy gwendoline hakim hamza hassan helene henri henry herve
  hugo hugues ibrahim ines ingrid irene iris isaac isabelle ismael jack jacqueline jacques jade james jane jasmine jean jeanne jeannine jeremy
  jerome jessica joan joel joelle johan johanna john jonathan jordan joseph josette josiane joshua juan jules julia julian julie julien juliette
  justine karim karima karine kelly kevin khadija kylian laetitia lana laura laure laurence laurent lea leila lena leo leon leonie leslie
  liam lila lilian lina linda lionel lisa lise loic lola lorenzo lou louis louise louna luc luca lucas lucie lucien lucienne ludivine ludovic lydia
  lydie madeleine mael maelle maeva magali malik manon manuel marc marcel marcelle margaux margot marguerite maria mariam marie marina marine
  marion marius mark martin martine maryse mateo mathias mathieu mathilde mathis matthieu maud maurice max maxence maxime mehdi melanie melissa
  meryem mia michael michel michele micheline mickael mila milo mireille mohamed mohammed monique morgan morgane mourad moussa myriam nabil
  nadege nadia nadine nael nathalie nathan nicolas nicole nina noah noe noel noemie nolan nora norbert odette odile oceane olivia olivier omar ophelie
  oscar oumar pascal pascale patrice patricia patrick paul paula paulette pauline peter philippe pierre pierrette quentin rachel rachid raphael
  raymond raymonde rayan regine regis remi remy renaud rene renee richard robert robin rodolphe roger roland rolande romain romane rosalie rose
  roxane ryan sabine sabrina sacha said salim salma salome samia samir samuel sandra sandrine sara sarah sebastien serge severine sidonie simon
  simone sofia sofiane solange solene sonia sophia sophie stephane stephanie steve steven suzanne sylvain sylvie tanguy teddy thibault thibaut
  thierry thomas tim timeo tom tony ugo ulysse valentin valentine valerie vanessa vera veronique victoire victor victoria vincent violette virginie
  viviane wassim william xavier yacine yann yanis yannick yasmine yolande youssef yves yvette yvonne zoe`.split(/\s+/),
)

/** Letters with a capital or all capitals, joined by hyphens and apostrophes; small words are particles. */
const WORD =
  /^(?:\p{Lu}[\p{L}\p{M}'’.-]*|(?:de|du|des|la|le|van|von|der|den|ben|bin|el|al|da|dos|di)|[dl]['’]\p{Lu}[\p{L}'’-]*)$/u
/** Words that companies, streets and titles of products are made of, and no person. */
const NO_NAME =
  /^(?:sarl|sas|sasu|sa|sci|eurl|snc|scop|ei|gmbh|ltd|llc|inc|bv|nv|srl|co|group|groupe|agence|atelier|cabinet|societe|ets|etablissements|garage|restaurant|hotel|boulangerie|pharmacie|immobilier|conseil|consulting|studio|maison|institut|centre|association|mairie|rue|avenue|boulevard|place|chemin|formation|services?|solutions?)$/
/** Of the cells that hold something. */
const ENOUGH = 0.6
/** A list holds rare first names too. */
const FEW = 0.3

const wordsOf = (text: string): string[] => text.split(/\s+/).filter(Boolean)

const isName = (text: string): boolean => {
  const words = wordsOf(text)
  return (
    words.length > 0 && words.length < 6 && words.every((word) => WORD.test(word) && !NO_NAME.test(lettersOf(word)))
  )
}

const isFirstName = (word: string): boolean =>
  plain(word)
    .toLowerCase()
    .split(/[^a-z]+/)
    .some((part) => FIRST_NAMES.has(part))

const share = (texts: readonly string[], is: (text: string) => boolean): number =>
  texts.length === 0 ? 0 : texts.filter(is).length / texts.length

/** How many cells hold a first and a last name: 0 where they are not people. */
function fullNames(texts: readonly string[]): number {
  const two = share(texts, (text) => isName(text) && wordsOf(text).length > 1)
  return two < ENOUGH ? 0 : two + share(texts, (text) => wordsOf(text).some(isFirstName))
}

const firstNames = (texts: readonly string[]): number =>
  share(texts, isName) < ENOUGH ? 0 : share(texts, (text) => isFirstName(wordsOf(text)[0] ?? ''))

export type NameField = 'firstName' | 'lastName' | 'fullName'

/**
 * `columns`: cells by column, null where a column has a place already. First names and family names stand side by side; without a
 * column of common first names, whole names are looked for. Nothing is guessed where neither shows.
 */
export function guessNames(columns: readonly (readonly string[] | null)[]): { at: number; field: NameField }[] {
  const cells = (at: number): readonly string[] => columns[at] ?? []
  const places = columns.flatMap((texts, at) => (texts !== null && texts.length > 0 ? [at] : []))
  const full = best(places, (at) => fullNames(cells(at)))
  const first = best(places, (at) => firstNames(cells(at)))
  const beside = (at: number) => places.includes(at) && share(cells(at), isName) >= ENOUGH
  if (first !== null && firstNames(cells(first)) > FEW) {
    const last = [first + 1, first - 1].find((at) => beside(at) && firstNames(cells(at)) < firstNames(cells(first)))
    const isWhole = share(cells(first), (text) => wordsOf(text).length > 1) >= ENOUGH
    if (last !== undefined && !isWhole)
      return [
        { at: first, field: 'firstName' },
        { at: last, field: 'lastName' },
      ]
    if (full === null) return [{ at: first, field: 'firstName' }]
  }
  return full === null ? [] : [{ at: full, field: 'fullName' }]
}

/**
 * Whole names that begin with the family name, although the heading does not say so: what stands last is a common first name, and what
 * stands first is not. One name alone proves nothing ("Noham Martin").
 */
export function beginWithLastName(texts: readonly string[]): boolean {
  const names = texts.filter((text) => isName(text) && wordsOf(text).length === 2).map(wordsOf)
  const first = names.filter(([word = '']) => isFirstName(word)).length
  const last = names.filter(([, word = '']) => isFirstName(word)).length
  return last >= 3 && last > first * 2 && last >= names.length * ENOUGH
}

function best(places: readonly number[], scoreOf: (at: number) => number): number | null {
  const scores = places.map(scoreOf)
  const most = Math.max(0, ...scores)
  return most > 0 ? (places[scores.indexOf(most)] ?? null) : null
}
