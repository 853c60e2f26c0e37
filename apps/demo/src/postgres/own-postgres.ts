/** The PostgreSQL of this checkout, for whoever has no other: its data is in `.data/`. */
import { fileURLToPath } from 'node:url'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts'

/** Everything the try-out keeps. */
export const DATA_FOLDER = fileURLToPath(new URL('../../../../.data', import.meta.url))

export const startOwnPostgres = (log: (line: string) => void): Promise<EmbeddedPostgres> =>
  startEmbeddedPostgres(`${DATA_FOLDER}/postgres`, log)
