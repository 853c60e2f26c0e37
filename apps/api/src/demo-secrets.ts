/** The secrets of a local try-out: made once, kept readable by their owner alone. */
import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

export interface DemoSecrets {
  CRON_SECRET: string
  API_TOKEN: string
  ADMIN_EMAIL: string
  ADMIN_PASSWORD: string
}

export async function demoSecrets(folder: string): Promise<DemoSecrets> {
  const file = join(folder, 'secrets.json')
  const kept = await readFile(file, 'utf8').catch(() => '{}')
  const make = (bytes: number): string => randomBytes(bytes).toString('base64url')
  const fresh = {
    CRON_SECRET: make(24),
    API_TOKEN: make(24),
    ADMIN_EMAIL: 'admin@demo.invalid',
    ADMIN_PASSWORD: make(12),
  }
  const secrets: DemoSecrets = { ...fresh, ...JSON.parse(kept) }
  await mkdir(folder, { recursive: true })
  await writeFile(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 })
  return secrets
}
