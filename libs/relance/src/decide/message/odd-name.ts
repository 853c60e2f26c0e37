/** Names that would look wrong in a message: what forms, imports and haste leave in them. */

const ODD = [
  // A number, an address or a sign in a name.
  /[\d@_#<>{}[\]\\/|=+*?!:;"%&]/,
  /^(test|essai|demo|xxx+|inconnu|unknown|n\/?a|null|undefined|none|aucun|prénom|prenom|nom|client|monsieur|madame|mr|mme|mrs|m)\.?$/i,
  // One letter, or no vowel at all.
  /^\p{L}\.?$/u,
  /^[bcdfghjklmnpqrstvwxz]{3,}$/i,
] as const

/** An empty name is not odd: it is missing, which is told apart. */
export function isOddName(name: string): boolean {
  const text = name.trim()
  if (text === '') return false
  const letters = text.replace(/[^\p{L}]/gu, '')
  const isShouted = letters.length > 2 && letters === letters.toUpperCase() && letters !== letters.toLowerCase()
  const isWhispered = letters !== letters.toUpperCase() && letters === letters.toLowerCase()
  return isShouted || isWhispered || text.split(/\s+/).length > 4 || ODD.some((pattern) => pattern.test(text))
}
