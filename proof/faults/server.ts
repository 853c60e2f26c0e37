/** A server as `npm run serve` starts it, in a process of its own that may be killed, frozen and started again at the same port. */
import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { own } from './own.ts'
import { API } from './programs.ts'
import { freePort } from './ports.ts'

export const CRON_SECRET = randomBytes(32).toString('hex')
export const API_TOKEN = randomBytes(32).toString('hex')
const PRELOAD = pathToFileURL(join(process.cwd(), 'proof/preload.mjs')).href
/** Minutes, for a machine that has much else to do. */
const START_MS = 240_000

export interface ServerOptions {
  databaseUrl: string
  /** Where the built API is; this checkout's when absent. */
  folder?: string
  /** How often the scheduler looks; 10 s in production. */
  tickMs?: number
  environment?: Readonly<Record<string, string>>
}

export interface Server {
  url: string
  /** Undefined while it is down. */
  pid(): number | undefined
  /** Resolves when it listens. */
  start(): Promise<void>
  /** Resolves when the process is gone. */
  kill(signal?: NodeJS.Signals): Promise<void>
  /** SIGSTOP, SIGCONT and the like. */
  signal(signal: NodeJS.Signals): void
  /** Moves its clock away from the machine's. */
  moveClock(offsetMs: number): Promise<void>
  /** How the process ended, unless somebody here ended it; null while it has not. */
  endedByItself(): string | null
  output(): string
}

export async function createServer(options: ServerOptions): Promise<Server> {
  const port = await freePort()
  let child: ChildProcess | null = null
  let expected: ChildProcess | null = null
  let unexpected: string | null = null
  let text = ''
  const spawnIt = (): ChildProcess => {
    const started = own(spawnServer(port, options))
    const hear = (chunk: Buffer): void => {
      text = (text + String(chunk)).slice(-20_000)
    }
    started.stdout?.on('data', hear)
    started.stderr?.on('data', hear)
    started.once('exit', (code, signal) => {
      if (expected !== started)
        unexpected = `ended with ${code ?? signal}: ${text.slice(-2_500).replaceAll(/\s+/g, ' ')}`
      if (child === started) child = null
    })
    return started
  }
  return {
    url: `http://127.0.0.1:${port}`,
    pid: () => child?.pid,
    start: async () => {
      const started = spawnIt()
      child = started
      await listening(started, () => text.slice(-1_000)).catch((error: unknown) => {
        // Who killed it while it started waits for nothing.
        if (expected !== started) throw error
      })
    },
    kill: async (signal = 'SIGKILL') => {
      const dying = child
      if (!dying) return
      expected = dying
      const exit = once(dying, 'exit')
      dying.kill(signal)
      if (signal === 'SIGKILL') dying.kill('SIGCONT')
      await exit
    },
    signal: (signal) => {
      child?.kill(signal)
    },
    moveClock: async (offsetMs) => {
      if (!child) return
      const moved = once(child, 'message')
      child.send({ offsetMs })
      await moved
    },
    endedByItself: () => unexpected,
    output: () => text,
  }
}

function spawnServer(port: number, { databaseUrl, folder = API, tickMs = 1_000, environment }: ServerOptions) {
  return spawn(process.execPath, ['--import', PRELOAD, join(folder, 'main.js')], {
    env: {
      PATH: process.env.PATH ?? '',
      CRON_SECRET,
      API_TOKEN,
      HOST: '127.0.0.1',
      PORT: String(port),
      DATABASE_URL: databaseUrl,
      PROOF_TICK_MS: String(tickMs),
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
}

/** @throws with the output when the server ends, or is silent for minutes, before it listens. */
async function listening(child: ChildProcess, output: () => string): Promise<void> {
  const abort = new AbortController()
  const timer = setTimeout(() => abort.abort(), START_MS)
  const says = new Promise<'listens'>((resolve) => {
    child.stdout?.on('data', (chunk: Buffer) => String(chunk).includes('listens on port') && resolve('listens'))
  })
  const silent = once(abort.signal, 'abort').then(() => 'was silent')
  const ended = once(child, 'exit').then(([code, signal]) => `ended with ${code ?? signal}`)
  const first = await Promise.race([says, silent, ended]).finally(() => clearTimeout(timer))
  if (first !== 'listens') throw new Error(`The server ${first}:\n${output()}`)
}
