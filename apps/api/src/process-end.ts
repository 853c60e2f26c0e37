/** How a server's process ends: refused, asked to, or failed. Loads nothing else: a refusal waits for it. */
import { inspect } from 'node:util'
import { exitCodeOf, isRefusal, refusal } from './environment/refusal.ts'

/** @throws with every problem of the configuration at once. */
export function refuseConfiguration(problems: readonly string[]): never {
  throw refusal(`The configuration cannot be used:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`)
}

/** Once; a second signal ends the process at once, and PostgreSQL recovers at its next start. */
export function stopOnSignal(stop: () => Promise<void>): void {
  let isStopping = false
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (isStopping) return process.exit(130)
      isStopping = true
      stop().then(
        () => process.exit(0),
        (error: unknown) => fail(error),
      )
    })
  }
}

/** Ends the process: a refusal has said all there is to say, anything else is shown with its stack. */
export function fail(error: unknown): never {
  process.stderr.write(isRefusal(error) ? `\n${error.message}\n\n` : `${inspect(error)}\n`)
  process.exit(exitCodeOf(error))
}
