/** Starts the sandbox from its environment, and says where it listens in one line of JSON. */
import { z } from 'zod'
import { startSandbox } from './server.ts'

const environment = z.object({
  SANDBOX_PORT: z.coerce.number().int().min(0).max(65_535).default(3_100),
  SANDBOX_HOST: z.string().default('127.0.0.1'),
  SANDBOX_LOG: z.string().optional(),
  SANDBOX_LOG_SYNCED: z.enum(['true', 'false']).default('false'),
  SANDBOX_WEBHOOK_URL: z.url().optional(),
  WHATSAPP_TOKEN: z.string().min(1).default('sandbox-token'),
  /** Comma separated when there are several numbers. */
  WHATSAPP_PHONE_NUMBER_ID: z.string().min(1).default('100000000000001'),
  WHATSAPP_BUSINESS_ACCOUNT_ID: z.string().min(1).default('200000000000001'),
  WHATSAPP_APP_SECRET: z.string().min(1).default('sandbox-app-secret'),
})

const read = environment.safeParse(process.env)
if (!read.success) {
  process.stderr.write(`${z.prettifyError(read.error)}\n`)
  process.exit(1)
}
const { data } = read
const sandbox = await startSandbox(
  {
    token: data.WHATSAPP_TOKEN,
    phoneNumberIds: data.WHATSAPP_PHONE_NUMBER_ID.split(',').map((id) => id.trim()),
    businessAccountId: data.WHATSAPP_BUSINESS_ACCOUNT_ID,
    appSecret: data.WHATSAPP_APP_SECRET,
    webhookUrl: data.SANDBOX_WEBHOOK_URL ?? null,
    logFile: data.SANDBOX_LOG ?? null,
    isLogSynced: data.SANDBOX_LOG_SYNCED === 'true',
  },
  data.SANDBOX_PORT,
  data.SANDBOX_HOST,
)
process.stdout.write(`${JSON.stringify({ url: sandbox.url })}\n`)
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => void sandbox.close().then(() => process.exit(0)))
}
// Started by another process, it ends with it, however that one died.
if (process.send) process.on('disconnect', () => void sandbox.close().then(() => process.exit(0)))
