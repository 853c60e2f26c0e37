/** Names that runs and the audit log give to who is nobody's account: no person and no token may look like one of them. */
const BUILT_IN = [
  'API_TOKEN',
  'CRON_SECRET',
  'METRICS_TOKEN',
  'cli',
  'command line',
  'database',
  'nobody',
  'postgres',
  'relance_app',
  'retention',
  'scheduler',
  'system',
  'WhatsApp',
]

/** Cyrillic and Greek letters, in small, that look like Latin ones; those of capitals (В, Н, Р) included. */
const LOOKS = new Map<string, string>()
for (const [others, latin] of [
  ['аαɑ', 'a'],
  ['вβ', 'b'],
  ['сϲ', 'c'],
  ['ԁ', 'd'],
  ['еεҽ', 'e'],
  ['һнη', 'h'],
  ['іιӏ', 'i'],
  ['јϳ', 'j'],
  ['кκ', 'k'],
  ['мμ', 'm'],
  ['пν', 'n'],
  ['оοօ', 'o'],
  ['рρ', 'p'],
  ['ԛ', 'q'],
  ['ѕ', 's'],
  ['тτ', 't'],
  ['ԝ', 'w'],
  ['хχ', 'x'],
  ['уγυ', 'y'],
  ['ζ', 'z'],
] as const)
  for (const other of others) LOOKS.set(other, latin)

/**
 * Equal for names that a reader takes for the same: case, accents, spaces, signs between words, what is invisible, and letters
 * of other scripts that look alike aside.
 */
export const readName = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .toLowerCase()
    .replace(/[^ -~]/g, (letter) => LOOKS.get(letter) ?? letter)
    .replace(/[\s\p{P}]+/gu, ' ')
    .trim()

const built = new Set(BUILT_IN.map(readName))
export const isBuiltInName = (name: string): boolean => built.has(readName(name))
