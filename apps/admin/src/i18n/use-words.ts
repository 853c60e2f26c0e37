/** `useTranslate`, whose keys are those of the French catalogue: a key without words does not compile. */
import { type TranslationMessages, useTranslate } from 'react-admin'
import type { PanelWords } from './fr/index.ts'

/** The keys that are written down: react-admin's own catalogue is open to any other. */
type Key<Words> = keyof { [K in keyof Words as string extends K ? never : number extends K ? never : K]: true } &
  (string | number)

/** The dotted paths to the words of a catalogue. */
type Paths<Words> = {
  [K in Key<Words>]: Words[K] extends string ? `${K}` : `${K}.${Paths<Words[K]>}`
}[Key<Words>]

/** The dotted paths to its groups of words. */
type Groups<Words> = {
  [K in Key<Words>]: Words[K] extends string ? never : `${K}` | `${K}.${Groups<Words[K]>}`
}[Key<Words>]

export type WordKey = Paths<PanelWords> | `ra.${Paths<TranslationMessages['ra']>}`

export interface Translate {
  (key: WordKey, values?: Readonly<Record<string, unknown>>): string
  /** For what the server names and the panel may not know: `_` is what is shown then. */
  (key: `${Groups<PanelWords>}.${string}`, values: Readonly<Record<string, unknown>> & { _: string }): string
}

export const useWords = (): Translate => useTranslate() as Translate
