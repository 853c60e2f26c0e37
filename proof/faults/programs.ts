/** The built programs of this checkout, or of an older one, run to their end. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { own } from './own.ts'

export const API = join(process.cwd(), 'apps/api/dist')
const COMMAND_LINE = join(process.cwd(), 'apps/cli/dist/main.js')

export interface Ended {
  code: number | null
  signal: NodeJS.Signals | null
  output: string
}

export interface Program {
  process: ChildProcess
  ended: Promise<Ended>
}

/** `npm run relance -- <words>` on that database. */
export function startCommand(url: string, words: readonly string[], program = COMMAND_LINE): Program {
  const child = spawn(process.execPath, [program, ...words], {
    env: { PATH: process.env.PATH ?? '', DATABASE_URL: url },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  own(child)
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += String(chunk)))
  const ended = once(child, 'close').then(([code, signal]): Ended => ({ code, signal, output }))
  return { process: child, ended }
}

/** @throws with the output when the command fails. */
export async function migrate(url: string, program = COMMAND_LINE): Promise<void> {
  const { code, output } = await startCommand(url, ['migrate'], program).ended
  if (code !== 0) throw new Error(`The database could not be migrated:\n${output}`)
}
