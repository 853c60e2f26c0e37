/** Who acts when no person of the team does, by the name the log has. */
import type { WordKey } from '../i18n/use-words.ts'

export const NOT_PEOPLE: ReadonlyMap<string, WordKey> = new Map<string, WordKey>(
  Object.entries({
    relance: 'audit.system',
    retention: 'audit.retention',
    nobody: 'audit.nobody',
  } as const),
)
