/** Whether our application is told all that is read here, and at our address. */
import { ask, type Cloud, type CloudAnswer } from '../answers/request.ts'
import { errorOf } from '../templates/list-templates.ts'
import { isJson, objects } from '../webhook/json.pure.ts'
import { PHONE_FIELDS, READ_FIELDS } from '../webhook/read-webhook.pure.ts'
import { type ConnectionFinding, finding } from './connection.pure.ts'

export interface FieldsQuestion extends Cloud {
  appSecret: string
  webhookUrl: string | undefined
  /** The applications that the account tells, as it lists them. */
  apps: readonly Record<string, unknown>[]
  isOnBusinessApp: boolean | null
}

const MAX_APPS = 5

/** An application tells its subscriptions to whoever has its secret: the one that answers is ours. */
export async function testFields({ apps, appSecret, ...question }: FieldsQuestion): Promise<ConnectionFinding> {
  let reason = ''
  for (const app of apps.slice(0, MAX_APPS)) {
    const id = idOf(app)
    if (id === null) continue
    const token = `${id}|${appSecret}`
    const answer = await ask({ ...question, token }, { method: 'GET', path: [id, 'subscriptions'] })
    const subscriptions = subscriptionsOf(answer)
    if (subscriptions) return judge(subscriptions, app, question)
    reason = errorOf(answer, appSecret).details
  }
  return finding('fields', 'fields_unreadable', { reason: reason && (/[.!?…]$/.test(reason) ? reason : `${reason}.`) })
}

function idOf({ whatsapp_business_api_data: data }: Record<string, unknown>): string | null {
  const id = isJson(data) ? data.id : undefined
  return typeof id === 'string' && /^\d{1,30}$/.test(id) ? id : null
}

function subscriptionsOf(answer: CloudAnswer): Record<string, unknown>[] | null {
  if (answer.kind === 'lost' || answer.status !== 200 || answer.error || !isJson(answer.json)) return null
  return Array.isArray(answer.json.data) ? objects(answer.json.data) : null
}

function judge(
  subscriptions: readonly Record<string, unknown>[],
  app: Record<string, unknown>,
  { webhookUrl, isOnBusinessApp }: Pick<FieldsQuestion, 'webhookUrl' | 'isOnBusinessApp'>,
): ConnectionFinding {
  const own = subscriptions.find(({ object, active }) => object === 'whatsapp_business_account' && active !== false)
  // An account may be told at another address than the application's own.
  const address = [app.override_callback_uri, own?.callback_url].find((one) => typeof one === 'string' && one !== '')
  const fields = new Set(objects(own?.fields).map(({ name }) => String(name)))
  const needed = [...READ_FIELDS, ...(isOnBusinessApp ? PHONE_FIELDS : [])]
  const missing = needed.filter((field) => !fields.has(field))
  if (missing.length > 0) return finding('fields', 'fields_missing', { missing: missing.join(', ') })
  if (webhookUrl !== undefined && address !== undefined && plain(address) !== plain(webhookUrl)) {
    return finding('fields', 'fields_elsewhere', { address: hostOf(String(address)) })
  }
  return finding('fields', 'fields_ready', { count: needed.length })
}

/** This machine has several names. */
const plain = (address: unknown): string =>
  String(address)
    .replace(/\/+$/, '')
    .replace(/^(https?:\/\/)(localhost|127\.0\.0\.1|\[::1\])(?=[:/]|$)/, '$1localhost')

/** Nothing of an address that may hold a secret. */
const hostOf = (address: string): string => (URL.canParse(address) ? new URL(address).host : '—')
