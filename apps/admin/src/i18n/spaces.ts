/**
 * French puts a space before `: ; ? ! » %` and after `«`, and no line may end there. The catalogue is written with plain spaces,
 * which can be seen and typed; here they become spaces that do not break, for every word of it.
 */
const WIDE = '\u00a0'
const NARROW = '\u202f'

const spaced = (text: string): string =>
  text
    .replaceAll(/ (?=[:»]|%(?!\{))/g, WIDE)
    .replaceAll(/(?<=«) /g, WIDE)
    .replaceAll(/ (?=[;?!])/g, NARROW)

/** The same tree, with {@link spaced} words. */
export function spacedWords<Words extends object>(words: Words): Words {
  return Object.fromEntries(
    Object.entries(words).map(([name, word]: [string, unknown]) => [
      name,
      typeof word === 'string' ? spaced(word) : typeof word === 'object' && word !== null ? spacedWords(word) : word,
    ]),
  ) as Words
}
