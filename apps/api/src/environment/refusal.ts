/** An error meant for a person: its message alone says what happened, to what, and what to do. Print it without a stack. */

export function refusal(message: string, cause?: unknown): Error {
  const error = new Error(message, cause === undefined ? undefined : { cause })
  error.name = 'Refusal'
  return error
}

export function isRefusal(error: unknown): error is Error {
  return error instanceof Error && error.name === 'Refusal'
}

/** The exit code of a command that was not understood, so nothing was done. */
const MISUSED = 2

/** The refusal of a command line. */
export const misuse = (message: string): Error => Object.assign(refusal(message), { exitCode: MISUSED })

export const exitCodeOf = (error: unknown): number => (error as { exitCode?: number }).exitCode ?? 1
