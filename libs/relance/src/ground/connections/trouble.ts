/** What an error says about the database: whether it is worth another try, and why it failed. */

/**
 * `busy`: a lock, a statement or a connection took too long, or two transactions were in each other's way. `down`: it does not
 * answer, or is starting or stopping. `read_only` and `disk_full`: it answers, and takes no writes.
 */
export type Trouble = 'busy' | 'down' | 'read_only' | 'disk_full'

const BY_CODE: Readonly<Record<string, Trouble>> = {
  '25006': 'read_only',
  '25P03': 'down', // idle_in_transaction_session_timeout
  '40001': 'busy', // serialization_failure
  '40P01': 'busy', // deadlock_detected
  '53100': 'disk_full',
  '53200': 'down', // out_of_memory
  '53300': 'down', // too_many_connections
  '53400': 'down', // configuration_limit_exceeded
  '55P03': 'busy', // lock_not_available
  '57014': 'busy', // query_canceled, by statement_timeout
  '57P01': 'down', // admin_shutdown
  '57P02': 'down', // crash_shutdown
  '57P03': 'down', // cannot_connect_now
  '57P05': 'down', // idle_session_timeout
  '58030': 'down', // io_error
}

/** Null when the error says nothing about the state of the database: a bug, a refused value. */
export function troubleOf(error: unknown): Trouble | null {
  const { code } = (error ?? {}) as { code?: unknown }
  if (typeof code !== 'string') return null
  if (code.startsWith('08') || NETWORK.test(code)) return 'down'
  return BY_CODE[code] ?? null
}

const NETWORK = /^(ECONN|ETIMEDOUT|EPIPE|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)/

/** The connection to the database is lost, or was given up; `code` is the SQLSTATE for it. */
export class ConnectionLost extends Error {
  override name = 'ConnectionLost'
  /** `08006`: in use; `08001`: it could not be made; `53300`: none was free in time. */
  readonly code: '08001' | '08006' | '53300'

  constructor(code: ConnectionLost['code'], message: string, cause?: unknown) {
    super(message, { cause })
    this.code = code
  }
}
