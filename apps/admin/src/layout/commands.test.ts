/** A command is found however it is typed. */
import { commandsFor } from './commands.ts'

const NAMED = ['Règles', 'À relancer', 'Lancer maintenant', 'Journal d’audit'].map((name) => ({ name }))
const found = (text: string): string[] => commandsFor(NAMED, text).map(({ name }) => name)

it.each([
  ['regl', ['Règles']],
  ['RÈGLES', ['Règles']],
  ['lancer', ['À relancer', 'Lancer maintenant']],
  ['maintenant lancer', ['Lancer maintenant']],
  ["d'audit", ['Journal d’audit']],
  ['zz', []],
])('%j finds %j', (text, names) => expect(found(text)).toEqual(names))

it('offers all of them before anything is typed', () => expect(found(' ')).toHaveLength(NAMED.length))
