/** The WhatsApp sandbox as a process of its own, started for a test: as Relance meets it, over HTTP. Needs `npm run build`. */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

export interface TestSandbox {
  url: string
  pid: number | undefined
  /** What Relance is to be started with. */
  environment: Readonly<Record<WhatsAppVariable, string>>
  /** One call to `/sandbox/<path>`; rejects when it is not answered with 200. */
  ask<T = unknown>(method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown): Promise<T>
  stop(): Promise<void>
}

type WhatsAppVariable =
  | 'WHATSAPP_API_URL'
  | 'WHATSAPP_TOKEN'
  | 'WHATSAPP_PHONE_NUMBER_ID'
  | 'WHATSAPP_BUSINESS_ACCOUNT_ID'
  | 'WHATSAPP_APP_SECRET'
  | 'WHATSAPP_VERIFY_TOKEN'

export interface SandboxOptions {
  webhookUrl?: string
  /** Where to write what was accepted. */
  logFile?: string
  /** The first one is in `environment`. */
  phoneNumberIds?: readonly string[]
}

const PROGRAM = 'apps/whatsapp-sandbox/dist/main.js'

export async function startSandbox(options: SandboxOptions = {}): Promise<TestSandbox> {
  const program = join(process.cwd(), PROGRAM)
  if (!existsSync(program)) throw new Error('The WhatsApp sandbox is not built: npm run build.')
  const numbers = options.phoneNumberIds ?? ['106540352242922']
  const known = {
    WHATSAPP_TOKEN: 'a-token-of-the-sandbox',
    WHATSAPP_BUSINESS_ACCOUNT_ID: '102290129340398',
    WHATSAPP_APP_SECRET: 'an-app-secret-of-the-sandbox',
    WHATSAPP_VERIFY_TOKEN: 'a-verify-token-of-the-sandbox',
  }
  const child = spawn(process.execPath, [program], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    env: {
      ...process.env,
      ...known,
      WHATSAPP_PHONE_NUMBER_ID: numbers.join(','),
      SANDBOX_PORT: '0',
      ...(options.webhookUrl && { SANDBOX_WEBHOOK_URL: options.webhookUrl }),
      ...(options.logFile && { SANDBOX_LOG: options.logFile }),
    },
  })
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout?.once('data', (line: Buffer) => resolve(JSON.parse(String(line)).url))
    child.once('exit', (code) => reject(new Error(`The WhatsApp sandbox ended with ${code}.`)))
  })
  return {
    url,
    pid: child.pid,
    environment: { ...known, WHATSAPP_API_URL: url, WHATSAPP_PHONE_NUMBER_ID: String(numbers[0]) },
    async ask<T>(method: string, path: string, body?: unknown): Promise<T> {
      const answer = await fetch(`${url}/sandbox/${path}`, {
        method,
        ...(body !== undefined && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      })
      if (answer.status !== 200) throw new Error(`${method} /sandbox/${path}: ${answer.status} ${await answer.text()}`)
      return (await answer.json()) as T
    },
    stop: () =>
      new Promise((resolve) => {
        if (child.exitCode !== null || child.signalCode !== null) return resolve()
        child.once('exit', () => resolve())
        child.kill('SIGTERM')
      }),
  }
}
