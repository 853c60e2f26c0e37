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

/** Equal for names that a reader takes for the same: case, accents, spaces, signs between words and what is invisible aside. */
export const readName = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .toLowerCase()
    .replace(/[\s\p{P}]+/gu, ' ')
    .trim()

const built = new Set(BUILT_IN.map(readName))
export const isBuiltInName = (name: string): boolean => built.has(readName(name))
