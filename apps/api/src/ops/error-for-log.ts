/** What of an error may be written to the log: the place it comes from and its words, but no value of the database. */
import { QueryFailedError } from 'typeorm'

interface Logged {
  error: string
  frames: string[]
}

/** Messages of the database can quote rows: of them only the SQLSTATE is told. */
export function errorForLog(error: unknown): Logged {
  const isDatabase = error instanceof QueryFailedError || (error as { severity?: string })?.severity !== undefined
  const { name = 'Error', message = '', stack = '' } = error instanceof Error ? error : {}
  const { code } = (error ?? {}) as { code?: unknown }
  const words = isDatabase ? name : `${name}: ${message}`
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line))
  return {
    error: typeof code === 'string' ? `${words} (${code})` : words,
    frames: frames.slice(0, 8).map((line) => line.trim()),
  }
}
