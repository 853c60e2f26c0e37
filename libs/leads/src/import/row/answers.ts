/** Answers to the questions an import asks. */
import { wordKey } from './words.ts'

/** Fields whose words a person can give a meaning. */
export const MAPPED_KINDS = ['status', 'closer', 'country', 'timeZone', 'locale', 'optedOut', 'tag'] as const
export type MappedKind = (typeof MAPPED_KINDS)[number]

/** How lines were swallowed by a quote: each is a line of its own, or all of them are one cell. */
export const SWALLOWED_READINGS = ['lines', 'cell'] as const
export type SwallowedReading = (typeof SWALLOWED_READINGS)[number]

/** What becomes of the rows of a workbook that a filter, or a person, has hidden. */
export const HIDDEN_ROWS_READINGS = ['leaveOut', 'import'] as const
export type HiddenRowsReading = (typeof HIDDEN_ROWS_READINGS)[number]

/** Cells beyond the columns of the header, among what is left out. */
export const EXTRA_CELLS = 'extraCells'

/** As a person sends them: words as they stand in the file; null leaves the value out. `swallowedLines` by `from-to`. */
export type GivenAnswers = {
  [kind in MappedKind]?: Readonly<Record<string, string | null>> | undefined
} & {
  swallowedLines?: Readonly<Record<string, SwallowedReading>> | undefined
  hiddenRows?: HiddenRowsReading | undefined
  /** Columns that are not brought in: fields, `custom.<key>`, `custom` for those beyond the limit, EXTRA_CELLS for those without a heading. */
  leaveOut?: readonly string[] | undefined
}

/** Ready for use: words by their letters. */
export type Answers = { readonly [kind in MappedKind]: ReadonlyMap<string, string | null> } & {
  readonly swallowedLines: ReadonlyMap<string, SwallowedReading>
  readonly hiddenRows: HiddenRowsReading | undefined
  readonly leaveOut: ReadonlySet<string>
}

/** Of several, the later speak. */
export function answersOf(...given: readonly GivenAnswers[]): Answers {
  const words = (kind: MappedKind): ReadonlyMap<string, string | null> =>
    new Map(
      given.flatMap((one) =>
        Object.entries(one[kind] ?? {}).map(([word, meaning]) => [wordKey(word), meaning] as const),
      ),
    )
  return {
    status: words('status'),
    closer: words('closer'),
    country: words('country'),
    timeZone: words('timeZone'),
    locale: words('locale'),
    optedOut: words('optedOut'),
    tag: words('tag'),
    hiddenRows: given.findLast((one) => one.hiddenRows !== undefined)?.hiddenRows,
    swallowedLines: new Map(given.flatMap((one) => Object.entries(one.swallowedLines ?? {}))),
    leaveOut: new Set(given.flatMap((one) => one.leaveOut ?? [])),
  }
}
