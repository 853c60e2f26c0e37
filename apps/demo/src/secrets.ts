/** The secrets of a local try-out: made once, kept readable by their owner alone. */
import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

export interface DemoSecrets {
  CRON_SECRET: string
  API_TOKEN: string
  ADMIN_EMAIL: string
  ADMIN_PASSWORD: string
  WHATSAPP_TOKEN: string
  WHATSAPP_PHONE_NUMBER_ID: string
  WHATSAPP_BUSINESS_ACCOUNT_ID: string
  WHATSAPP_APP_SECRET: string
  WHATSAPP_VERIFY_TOKEN: string
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
    WHATSAPP_TOKEN: make(24),
    WHATSAPP_PHONE_NUMBER_ID: '100000000000001',
    WHATSAPP_BUSINESS_ACCOUNT_ID: '200000000000001',
    WHATSAPP_APP_SECRET: make(24),
    WHATSAPP_VERIFY_TOKEN: make(24),
  }
  const secrets: DemoSecrets = { ...fresh, ...JSON.parse(kept) }
  await mkdir(folder, { recursive: true })
  await writeFile(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 })
  return secrets
}
