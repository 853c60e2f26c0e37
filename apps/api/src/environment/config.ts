/** The configuration, read once from the environment; every problem is listed at once, and no value is ever shown. */
import { isAbsolute } from 'node:path'
import { cronSecrets, secret, secrets } from '@relance/trigger'
import { z } from 'zod'

const filled = z.string().trim().min(1)
const DATABASE = 'DATABASE_URL must look like postgres://user:password@host:5432/database.'

/** `name=value` pairs, percent-encoded, as OpenTelemetry writes them. */
const readHeaders = (text: string): Record<string, string> =>
  Object.fromEntries(
    text.split(',').map((pair) => {
      const at = pair.indexOf('=')
      return [pair.slice(0, at).trim(), decoded(pair.slice(at + 1).trim())]
    }),
  )

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Every variable with what it is for; `.env.example` is held to this list by a test. */
export const environmentSchema = z.object({
  DATABASE_URL: z
    .string()
    .refine((url) => URL.canParse(url) && /^postgres(ql)?:$/.test(new URL(url).protocol), DATABASE)
    .optional()
    .describe('PostgreSQL 14 or later. Without it, `npm start` runs an embedded one under .data/.'),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'PORT must be a number between 0 and 65535.')
    .transform(Number)
    .refine((port) => port <= 65_535, 'PORT must be a number between 0 and 65535.')
    .default(3000)
    .describe('The port the API and the panel listen on.'),
  HOST: filled.optional().describe('The address to listen on; all of them when absent.'),
  CRON_SECRET: cronSecrets.describe(
    'Bearer of the trigger; at least 16 characters. Two, comma separated, are valid during a rotation.',
  ),
  ENCRYPTION_KEY: secrets('ENCRYPTION_KEY', 'ENCRYPTION_KEY is empty.')
    .optional()
    .describe(
      'Encrypts the secrets of authenticator apps; CRON_SECRET does without it. Two, comma separated, during a rotation.',
    ),
  API_TOKEN: secret('API_TOKEN').optional().describe('Optional bearer with the rights of an admin, for scripts.'),
  ADMIN_EMAIL: z
    .email('ADMIN_EMAIL is not an email address.')
    .toLowerCase()
    .optional()
    .describe('First admin, made when there is no user yet.'),
  ADMIN_PASSWORD: z
    .string()
    .min(12, 'ADMIN_PASSWORD must have at least 12 characters.')
    .optional()
    .describe('Password of the first admin; at least 12 characters, and hard to guess.'),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'PUBLIC_URL must begin with http:// or https://.' })
    .refine(
      (url) => !URL.canParse(url) || new URL(url).pathname === '/',
      'PUBLIC_URL must have no path: give Relance a host name of its own, as in https://relance.example.com.',
    )
    .optional()
    .describe('Where people reach this server; https makes cookies secure.'),
  APP_ROLE: z
    .enum(['all', 'web', 'worker'], 'APP_ROLE must be all, web or worker.')
    .default('all')
    .describe('all: everything. web: HTTP alone. worker: the scheduler and the sending, with health checks only.'),
  METRICS_TOKEN: secret('METRICS_TOKEN')
    .optional()
    .describe('Bearer of /metrics, which outside the demo is absent without it.'),
  SCAN_EXPECTED_EVERY_HOURS: z
    .string()
    .regex(/^\d{1,3}(\.\d{1,2})?$/, 'SCAN_EXPECTED_EVERY_HOURS must be a number of hours, 0.1 to 168.')
    .transform(Number)
    .refine((hours) => hours >= 0.1 && hours <= 168, 'SCAN_EXPECTED_EVERY_HOURS must be a number of hours, 0.1 to 168.')
    .optional()
    .describe('How often an external cron is to call while the own schedule is off; an alert when it does not.'),
  ALARM_WEBHOOK_URL: z
    .url({ protocol: /^https?$/, error: 'ALARM_WEBHOOK_URL must begin with http:// or https://.' })
    .optional()
    .describe('Gets every alert as a POST of JSON, and its end: scans, WhatsApp, budget, opt-outs.'),
  ALARM_MAIL_TO: z
    .email('ALARM_MAIL_TO is not an email address.')
    .optional()
    .describe('Gets the same by mail; needs SMTP_URL.'),
  ALARM_MAIL_FROM: z
    .email('ALARM_MAIL_FROM is not an email address.')
    .optional()
    .describe('The sender of these mails; the receiver when absent.'),
  ALARM_LANGUAGE: z
    .enum(['fr', 'en'], 'ALARM_LANGUAGE must be fr or en.')
    .default('fr')
    .describe('The language of these alerts.'),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/, error: 'SMTP_URL must look like smtps://user:password@host:465.' })
    .optional()
    .describe('The mail server, as smtps://user:password@host:465.'),
  PUSH_SERVICES: z
    .string()
    .default('')
    .transform((text) =>
      text
        .split(',')
        .map((one) => one.trim())
        .filter(Boolean),
    )
    .refine(
      (origins) => origins.every((one) => /^https?:/.test(one) && URL.canParse(one) && new URL(one).origin === one),
      'PUSH_SERVICES must be origins, as in https://push.example.com; several are comma separated.',
    )
    .describe('Push services besides those of Chrome, Edge, Firefox and Safari, as origins; comma separated.'),
  AUDIT_ANCHOR: z
    .string()
    .refine(
      (text) => isAbsolute(text) || (/^https?:/.test(text) && URL.canParse(text)),
      'AUDIT_ANCHOR must be the absolute path of a file, or begin with http:// or https://.',
    )
    .optional()
    .describe('Where the head of the audit log is kept every hour: a file outside the database, or a webhook.'),
  SECURITY_CONTACT: z
    .union(
      [
        z.email().transform((address) => `mailto:${address}`),
        z.url({ protocol: /^(https|mailto|tel)$/ }).regex(/^[!-~]+$/),
      ],
      'SECURITY_CONTACT must be an email address, or begin with https://, mailto: or tel:.',
    )
    .optional()
    .describe('Whom to tell of a weakness in private; shown at /.well-known/security.txt.'),
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .url({ protocol: /^https?$/, error: 'OTEL_EXPORTER_OTLP_ENDPOINT must begin with http:// or https://.' })
    .optional()
    .describe('Where traces go, by OTLP over HTTP, as in http://collector:4318; no tracing without it.'),
  OTEL_EXPORTER_OTLP_HEADERS: z
    .string()
    .regex(
      /^[!#$%&'*+.^`|~\w-]+=[^,\r\n]*(,\s*[!#$%&'*+.^`|~\w-]+=[^,\r\n]*)*$/,
      'OTEL_EXPORTER_OTLP_HEADERS must look like name=value,other=value.',
    )
    .transform(readHeaders)
    .optional()
    .describe('What the receiver of traces asks for, as authorization=Bearer%20token; several are comma separated.'),
  OTEL_SERVICE_NAME: filled.default('relance').describe('The name of this installation in traces.'),
  OTEL_TRACES_SAMPLER_ARG: z
    .string()
    .regex(/^(0?\.\d{1,4}|[01](\.0{1,4})?)$/, 'OTEL_TRACES_SAMPLER_ARG must be a part of one, 0 to 1, as in 0.1.')
    .transform(Number)
    .default(1)
    .describe('The part of all traces that is kept, 0 to 1.'),
  LOG_REQUESTS: z
    .enum(['off', 'error', 'warn', 'info'], 'LOG_REQUESTS must be off, error, warn or info.')
    .default('off')
    .describe('One log line per request: error for answers of 500 and above, warn for refused ones too, info for all.'),
  TRUST_PROXY: z
    .string()
    .regex(/^\d$/, 'TRUST_PROXY must be the number of proxies in front, 0 to 9.')
    .transform(Number)
    .default(0)
    .describe('How many reverse proxies stand in front of the server.'),
  WHATSAPP_TOKEN: filled
    .regex(/^[!-~]+$/, 'WHATSAPP_TOKEN must be one word of plain characters: no space, no line break, no accent.')
    .optional()
    .describe('Access token of the WhatsApp Business Cloud API.'),
  WHATSAPP_PHONE_NUMBER_ID: filled
    .regex(
      /^\d{1,30}(\s*,\s*\d{1,30}){0,9}$/,
      'WHATSAPP_PHONE_NUMBER_ID must be made of digits; several ids are comma separated.',
    )
    .transform((text) => text.split(',').map((one) => one.trim()))
    .refine((ids) => new Set(ids).size === ids.length, 'WHATSAPP_PHONE_NUMBER_ID names the same number twice.')
    .optional()
    .describe('The sending number, as the Cloud API names it; several of the same account, comma separated.'),
  WHATSAPP_BUSINESS_ACCOUNT_ID: filled.optional().describe('The WhatsApp Business account.'),
  WHATSAPP_APP_SECRET: filled.optional().describe('Checks the signature of webhooks.'),
  WHATSAPP_VERIFY_TOKEN: filled.optional().describe('Answers the webhook challenge.'),
  WHATSAPP_API_URL: z
    .url('WHATSAPP_API_URL is not a URL.')
    .default('https://graph.facebook.com')
    .describe('Where the Cloud API answers.'),
  WHATSAPP_API_VERSION: z
    .string()
    .regex(/^v\d+\.\d+$/, 'WHATSAPP_API_VERSION must look like v24.0.')
    .default('v24.0')
    .describe('The version of the Cloud API.'),
  WHATSAPP_MARKETING_API: z
    .enum(['true', 'false'], 'WHATSAPP_MARKETING_API must be true or false.')
    .default('false')
    .describe(
      'Whether marketing templates leave by the Marketing Messages API, whose terms the account has to have accepted.',
    ),
  WHATSAPP_TIMEOUT_SECONDS: z
    .string()
    .regex(/^\d{1,2}(\.\d)?$/, 'WHATSAPP_TIMEOUT_SECONDS must be a number of seconds, 0.1 to 60.')
    .transform(Number)
    .refine(
      (seconds) => seconds >= 0.1 && seconds <= 60,
      'WHATSAPP_TIMEOUT_SECONDS must be a number of seconds, 0.1 to 60.',
    )
    .default(10)
    .describe('How long an answer of the Cloud API is waited for before the message counts as unknown.'),
})

const configSchema = environmentSchema.superRefine((read, context) => {
  const refuse = (message: string) => context.addIssue({ code: 'custom', message })
  if (read.API_TOKEN && read.CRON_SECRET.includes(read.API_TOKEN)) refuse('API_TOKEN and CRON_SECRET must differ.')
  if (!read.ADMIN_EMAIL !== !read.ADMIN_PASSWORD)
    refuse('ADMIN_EMAIL and ADMIN_PASSWORD go together: set both or none.')
  if (!read.ALARM_MAIL_TO !== !read.SMTP_URL) refuse('ALARM_MAIL_TO and SMTP_URL go together: set both or none.')
  const needed = ['WHATSAPP_PHONE_NUMBER_ID', 'WHATSAPP_APP_SECRET', 'WHATSAPP_VERIFY_TOKEN'] as const
  for (const name of needed)
    if (read.WHATSAPP_TOKEN && !read[name]) refuse(`${name} is missing: WHATSAPP_TOKEN needs it.`)
})

export type Config = z.infer<typeof environmentSchema> & {
  /** The local try-out, which listens on this machine alone. Never from the environment. */
  isDemo?: boolean
}

/** What a connection to WhatsApp needs to know, for a command that needs nothing else. */
const whatsAppSchema = environmentSchema.pick({
  PUBLIC_URL: true,
  WHATSAPP_TOKEN: true,
  WHATSAPP_PHONE_NUMBER_ID: true,
  WHATSAPP_BUSINESS_ACCOUNT_ID: true,
  WHATSAPP_APP_SECRET: true,
  WHATSAPP_VERIFY_TOKEN: true,
  WHATSAPP_API_URL: true,
  WHATSAPP_API_VERSION: true,
  WHATSAPP_MARKETING_API: true,
  WHATSAPP_TIMEOUT_SECONDS: true,
})
export type WhatsAppConfig = z.infer<typeof whatsAppSchema>

type Environment = Record<string, string | undefined>
type Read<Value> = { ok: true; config: Value } | { ok: false; problems: string[] }

export const readConfig = (environment: Environment): Read<Config> => readWith(configSchema, environment)
export const readWhatsAppConfig = (environment: Environment): Read<WhatsAppConfig> =>
  readWith(whatsAppSchema, environment)

/** Empty variables count as absent. Problems name variables, never values. */
function readWith<Value>(schema: z.ZodType<Value>, environment: Environment): Read<Value> {
  const filledIn = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()))
  const read = schema.safeParse(filledIn)
  if (read.success) return { ok: true, config: read.data }
  return {
    ok: false,
    problems: read.error.issues.map(({ path, message }) =>
      path[0] === undefined || message.startsWith(String(path[0])) ? message : `${String(path[0])}: ${message}`,
    ),
  }
}
