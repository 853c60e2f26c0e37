/** The routes of the Cloud API. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { type Account, displayNumber } from './account.ts'
import { fail } from './fail.ts'
import { graphError } from './graph-error.ts'
import { answer, type Call } from './http.ts'
import { sendMessage } from './send-message.ts'
import { tellStatus } from './replies.ts'
import { createTemplate } from './templates.ts'

/** The one application that is subscribed to the account. */
const APP_ID = '436666719526789'

/** Told to whoever has the application's own token: its id and its secret. */
function appSubscriptions({ options, webhookUrl, behaviour }: Account, call: Call): void {
  if (!isBearer(call.request.headers.authorization, `${APP_ID}|${options.appSecret}`)) {
    return fail(call, graphError(190, 'Error validating application. Invalid application secret.', 400))
  }
  const fields = behaviour.account.fields.map((name) => ({ name, version: 'v24.0' }))
  const own = { object: 'whatsapp_business_account', callback_url: webhookUrl, active: true, fields }
  return answer(call, 200, { data: webhookUrl ? [own] : [] })
}

export async function graphRoutes(account: Account, call: Call): Promise<void> {
  const [version = '', node = '', edge] = call.path
  const { token, appSecret, phoneNumberIds, businessAccountId } = account.options
  if (!/^v\d{1,3}\.\d$/.test(version)) return fail(call, graphError(2500, `Unknown path components: /${version}`))
  if (node === APP_ID && edge === 'subscriptions' && call.method === 'GET') return appSubscriptions(account, call)
  if (!isBearer(call.request.headers.authorization, token)) {
    return fail(call, graphError(190, 'Invalid OAuth access token - Cannot parse access token', 401))
  }
  const proof = call.query.get('appsecret_proof')
  if (proof !== null && proof !== createHmac('sha256', appSecret).update(token).digest('hex')) {
    return fail(call, graphError(100, 'Invalid appsecret_proof provided in the API argument'))
  }
  const route = `${call.method} ${edge ?? ''}`
  if (phoneNumberIds.includes(node)) {
    if (route === 'POST messages' || route === 'POST marketing_messages')
      return sendMessage(account, call, { phoneNumberId: node, isMarketingApi: edge === 'marketing_messages' })
    if (route === 'GET ') return answer(call, 200, numberOf(account, node))
  }
  if (node === businessAccountId) return accountRoutes(account, call, route)
  const unknown = `Unsupported ${call.method.toLowerCase()} request. Object with ID '${node.slice(0, 40)}' does not exist, or the edge does not.`
  return fail(call, graphError(100, unknown))
}

function accountRoutes(account: Account, call: Call, route: string): void {
  switch (route) {
    case 'GET phone_numbers':
      return answer(call, 200, { data: account.options.phoneNumberIds.map((id) => numberOf(account, id)) })
    case 'GET subscribed_apps':
      return answer(call, 200, {
        data: account.webhookUrl ? [{ whatsapp_business_api_data: { id: APP_ID, name: 'Relance' } }] : [],
      })
    case 'GET message_templates':
      return listTemplates(account, call)
    case 'POST message_templates': {
      const made = createTemplate(account.templates, call.body)
      if ('code' in made) return fail(call, made)
      account.templates.push(made)
      tellStatus(account, made, made.status, made.rejected_reason)
      return answer(call, 200, { id: made.id, status: made.status, category: made.category })
    }
    case 'DELETE message_templates': {
      const gone = account.templates.filter(({ name }) => name === call.query.get('name'))
      if (gone.length === 0) return fail(call, graphError(100, 'No such template.', 404))
      account.templates = account.templates.filter((one) => !gone.includes(one))
      for (const one of gone) tellStatus(account, one, 'DELETED', 'NONE')
      return answer(call, 200, { success: true })
    }
    default:
      return fail(call, graphError(100, `Unsupported ${call.method.toLowerCase()} request.`))
  }
}

function isBearer(header: string | undefined, token: string): boolean {
  const [given, wanted] = [Buffer.from(header ?? ''), Buffer.from(`Bearer ${token}`)]
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}

const numberOf = ({ options, behaviour: { account } }: Account, id: string): Record<string, unknown> => ({
  id,
  display_phone_number: displayNumber(options.phoneNumberIds.indexOf(id)),
  verified_name: 'Relance (sandbox)',
  quality_rating: 'GREEN',
  code_verification_status: 'VERIFIED',
  name_status: 'APPROVED',
  status: account.status,
  throughput: { level: account.throughput },
  is_on_biz_app: account.isOnBusinessApp,
  whatsapp_business_manager_messaging_limit: account.messagingLimit,
})

/** Pages by cursor; a page has `next` as long as there is another. */
function listTemplates({ templates }: Account, call: Call): void {
  const limit = Math.min(Math.max(Number(call.query.get('limit') ?? 25) || 25, 1), 1_000)
  const from = Number(Buffer.from(call.query.get('after') ?? '', 'base64url').toString() || 0)
  const name = call.query.get('name')
  const wanted = templates.filter((one) => name === null || one.name === name)
  const page = wanted.slice(from, from + limit)
  const cursor = (at: number): string => Buffer.from(String(at)).toString('base64url')
  const hasMore = from + limit < wanted.length
  answer(call, 200, {
    data: page,
    paging: {
      cursors: { before: cursor(from), after: cursor(from + page.length) },
      ...(hasMore && { next: `https://graph.facebook.com/next?after=${cursor(from + page.length)}` }),
    },
  })
}
