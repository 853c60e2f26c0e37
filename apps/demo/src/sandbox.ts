/** The demo's WhatsApp: a process of its own that stands for the Cloud API, so that a message's whole life is seen without an account. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { refusal } from '@relance/api/refusal'

const PROGRAM = fileURLToPath(new URL('../../whatsapp-sandbox/dist/main.js', import.meta.url))

/** Slow enough to be watched; one person in five answers. */
const PACE = {
  statuses: { sentMs: 1_000, deliveredMs: 3_000, readMs: 10_000, readPercent: 80 },
  replies: { percent: 20, afterMs: 8_000 },
}

export interface DemoSandbox {
  url: string
  /** Tells it where statuses and replies go. */
  deliverTo(webhookUrl: string): Promise<void>
  stop(): Promise<void>
}

/** It ends with this process, however that one ends, and goes on from its log at the next start. */
export async function startDemoSandbox(
  secrets: Readonly<Record<string, string>>,
  logFile: string,
): Promise<DemoSandbox> {
  const child = spawn(process.execPath, [PROGRAM], {
    // Ctrl-C is for the server alone: it stops the sandbox when it has stopped sending.
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    env: { PATH: process.env.PATH, SANDBOX_LOG: logFile, ...secrets, SANDBOX_PORT: '0' },
  })
  const url = await addressOf(child)
  const ask = async (path: string, body: unknown): Promise<void> => {
    const answer = await fetch(`${url}/sandbox/${path}`, { method: 'PUT', body: JSON.stringify(body) })
    if (answer.status !== 200) throw new Error(`The WhatsApp sandbox refused ${path}: ${await answer.text()}`)
  }
  await ask('behaviour', PACE)
  return {
    url,
    deliverTo: (webhookUrl) => ask('webhook', { url: webhookUrl }),
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}

async function addressOf(child: ChildProcess): Promise<string> {
  const ended = once(child, 'exit').then(() => {
    throw refusal('The WhatsApp sandbox did not start. Build everything again with "npm run build".')
  })
  const [line] = (await Promise.race([once(child.stdout ?? child, 'data'), ended])) as [Buffer]
  return (JSON.parse(String(line)) as { url: string }).url
}
