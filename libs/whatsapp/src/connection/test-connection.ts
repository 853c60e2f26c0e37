/** Tests a connection to WhatsApp end to end, without sending anything. */
import { CONNECTION_CHECKS, type ConnectionFinding, finding } from './connection.pure.ts'
import { proofOf } from './proof.ts'
import { testFields } from './test-fields.ts'
import { testNumberRights } from './test-number.ts'
import { ask, type Cloud, type CloudAnswer, failureOf } from '../answers/request.ts'
import { errorOf, listTemplates } from '../templates/list-templates.ts'

export interface Connection extends Cloud {
  phoneNumberId: string
  businessAccountId: string | undefined
  /** Where WhatsApp is to deliver; undefined when nobody said where people reach this server. */
  webhookUrl: string | undefined
  verifyToken: string
  appSecret: string
  /** Text no server could guess: the webhook has to give it back. */
  challenge: string
  /** How fast each number is told to send. */
  messagesPerSecond: number
  /** What is going to be sent with. */
  neededTemplates: readonly NeededTemplate[]
}

export interface NeededTemplate {
  name: string
  language: string
}

type Fields = Record<string, unknown>

/** One finding per check, in order. What cannot be known because an earlier check failed is `not_looked_at`. */
export async function testConnection(connection: Connection): Promise<ConnectionFinding[]> {
  const webhook = testWebhook(connection)
  const answer = await askNumber(connection)
  const token = tokenFinding(answer, connection.token)
  if (!token.ok) {
    const others = CONNECTION_CHECKS.filter((check) => check !== 'token' && check !== 'webhook')
    return [token, ...others.map(unseen), await webhook]
  }
  const number = numberFinding(answer, connection)
  const isKnown = number.code !== 'number_unknown'
  const secret = isKnown ? testSecret(connection) : unseen('secret')
  const rights = isKnown ? await testNumberRights(connection) : null
  const account = await testAccount(connection, rights?.isOnBusinessApp ?? null)
  const ofNumber = rights?.findings ?? (['throughput', 'limit', 'app'] as const).map(unseen)
  return [token, number, ...ofNumber, ...account, await secret, await webhook]
}

const unseen = (check: ConnectionFinding['check']): ConnectionFinding => finding(check, 'not_looked_at')

function askNumber(connection: Connection, query: Readonly<Record<string, string>> = {}): Promise<CloudAnswer> {
  const fields = 'id,display_phone_number,verified_name,quality_rating,code_verification_status,name_status,status'
  return ask(connection, { method: 'GET', path: [connection.phoneNumberId], query: { fields, ...query } })
}

/** The Graph API refuses a call whose proof was made with the secret of another application than the token's. */
async function testSecret(connection: Connection): Promise<ConnectionFinding> {
  const answer = await askNumber(connection, { appsecret_proof: await proofOf(connection) })
  if (answer.kind === 'lost') return finding('secret', 'not_looked_at')
  return finding('secret', answer.error ? 'secret_of_another_app' : 'secret_fits')
}

const asSentence = (words: string): string => (/[.!?…]$/.test(words) ? words : `${words}.`)
const reasonOf = (answer: CloudAnswer, token: string): string => asSentence(errorOf(answer, token).details)

const RIGHTS = (code: number): boolean => [3, 10, 131005].includes(code) || (code >= 200 && code <= 299)

function tokenFinding(answer: CloudAnswer, token: string): ConnectionFinding {
  const reason = { reason: reasonOf(answer, token) }
  if (answer.kind === 'lost') return finding('token', 'api_unreachable', reason)
  const { error, status, json } = answer
  if (error && [0, 104, 190].includes(error.code)) return finding('token', 'token_refused', reason)
  if (error && RIGHTS(error.code)) return finding('token', 'token_lacks_rights', reason)
  if (!error && (status !== 200 || typeof json !== 'object' || json === null)) {
    return finding('token', 'api_answers_strangely', { status })
  }
  // Any other error is about what was asked for, by a token that may ask.
  return finding('token', 'token_works')
}

function numberFinding(answer: CloudAnswer, { token, phoneNumberId }: Connection): ConnectionFinding {
  if (answer.kind === 'lost' || answer.error) {
    return finding('number', 'number_unknown', { id: phoneNumberId, reason: reasonOf(answer, token) })
  }
  const told = answer.json as Fields
  const text = (key: string): string => (typeof told[key] === 'string' ? told[key] : '')
  const details = {
    number: text('display_phone_number'),
    name: text('verified_name'),
    quality: text('quality_rating') || 'UNKNOWN',
    status: text('status'),
  }
  if (text('code_verification_status') === 'NOT_VERIFIED') return finding('number', 'number_not_verified', details)
  if (!['', 'CONNECTED'].includes(details.status)) return finding('number', 'number_not_connected', details)
  if (['DECLINED', 'EXPIRED'].includes(text('name_status'))) return finding('number', 'number_name_refused', details)
  return finding('number', details.quality === 'RED' ? 'number_quality_low' : 'number_ready', details)
}

async function testAccount(connection: Connection, isOnBusinessApp: boolean | null): Promise<ConnectionFinding[]> {
  const { businessAccountId, phoneNumberId, token } = connection
  const others = (['templates', 'subscription', 'fields'] as const).map(unseen)
  if (!businessAccountId) return [finding('account', 'account_missing'), ...others]
  const list = (edge: string): Promise<CloudAnswer> =>
    ask(connection, { method: 'GET', path: [businessAccountId, edge], query: { limit: '100' }, maxBytes: 1_048_576 })
  const [numbers, templates, apps] = await Promise.all([
    list('phone_numbers'),
    listTemplates({ ...connection, businessAccountId }),
    list('subscribed_apps'),
  ])
  const held = rowsOf(numbers)
  if (!held) {
    return [finding('account', 'account_unknown', { reason: reasonOf(numbers, token) }), ...others]
  }
  const isHeld = held.some(({ id }) => String(id) === phoneNumberId)
  return [
    finding('account', isHeld ? 'account_holds_number' : 'account_of_another_number', { id: phoneNumberId }),
    templatesFinding(templates, connection.neededTemplates),
    subscriptionFinding(apps, token),
    rowsOf(apps)?.length
      ? await testFields({ ...connection, apps: rowsOf(apps) ?? [], isOnBusinessApp })
      : unseen('fields'),
  ]
}

function subscriptionFinding(apps: CloudAnswer, token: string): ConnectionFinding {
  const rows = rowsOf(apps)
  if (!rows) return finding('subscription', 'subscription_unreadable', { reason: reasonOf(apps, token) })
  return finding('subscription', rows.length > 0 ? 'subscription_ready' : 'subscription_missing')
}

const MAX_NAMED = 5

function templatesFinding(
  list: Awaited<ReturnType<typeof listTemplates>>,
  needed: readonly NeededTemplate[],
): ConnectionFinding {
  if (!list.ok) return finding('templates', 'templates_unreadable', { reason: asSentence(list.error.details) })
  const labelOf = ({ name, language }: NeededTemplate): string => `${name} (${language})`
  const approved = new Set(list.templates.filter(({ status }) => status === 'APPROVED').map(labelOf))
  if (approved.size === 0) return finding('templates', 'templates_none_approved')
  const missing = needed.map(labelOf).filter((label) => !approved.has(label))
  if (missing.length === 0) return finding('templates', 'templates_ready', { approved: approved.size })
  return finding('templates', 'templates_missing', { missing: missing.slice(0, MAX_NAMED).join(', ') })
}

function rowsOf(answer: CloudAnswer): Fields[] | null {
  if (answer.kind === 'lost' || answer.status !== 200 || answer.error) return null
  const { data } = (answer.json ?? {}) as { data?: unknown }
  return Array.isArray(data) ? data : null
}

/** Asks our own public address what WhatsApp will ask it, so it sees the proxy, the certificate and the verify token as they are. */
async function testWebhook(connection: Connection): Promise<ConnectionFinding> {
  const { webhookUrl, verifyToken, challenge, fetch, timeoutMs } = connection
  if (!webhookUrl) return finding('webhook', 'webhook_address_missing')
  const url = new URL(webhookUrl)
  const address = `${url.origin}${url.pathname}`
  url.search = new URLSearchParams({
    'hub.mode': 'subscribe',
    'hub.verify_token': verifyToken,
    'hub.challenge': challenge,
  }).toString()
  try {
    const answer = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) })
    const isEchoed = answer.status === 200 && (await answer.text()) === challenge
    if (!isEchoed) return finding('webhook', 'webhook_refuses', { address, status: answer.status })
  } catch (error) {
    return finding('webhook', 'webhook_unreachable', { address, reason: failureOf(error, timeoutMs) })
  }
  const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
  if (url.protocol !== 'https:' && !isLocal) return finding('webhook', 'webhook_address_not_https', { address })
  return finding('webhook', 'webhook_answers', { address })
}
