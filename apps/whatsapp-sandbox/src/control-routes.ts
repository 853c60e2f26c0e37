/** `/sandbox/…`: tells the sandbox how to behave, speaks for the persons, and shows what was accepted. */
import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { type Account, resetAccount } from './account.ts'
import { patched } from './behaviour.ts'
import { answer, type Call } from './http.ts'
import { resumeStatuses } from './statuses.ts'
import {
  changeTemplate,
  editTemplate,
  moveTemplate,
  personSchema,
  preferenceSchema,
  replySchema,
  sendPreference,
  sendReply,
  templateCategorySchema,
  templateTextSchema,
  templateStatusSchema,
} from './replies.ts'

type Route = (account: Account, call: Call) => unknown

const clockSchema = z.strictObject({ advanceMs: z.number().int().min(0) })
const webhookSchema = z.strictObject({ url: z.url().nullable() })
const rawSchema = z.strictObject({ field: z.string(), value: z.record(z.string(), z.unknown()) })
const challengeSchema = z.strictObject({ verifyToken: z.string() })

const standing = ({ behaviour, accepted, outbox, clock, webhookUrl }: Account): unknown => ({
  now: clock.now(),
  accepted: accepted.summary().accepted,
  webhookUrl,
  webhooks: outbox.standing(),
  behaviour,
})

const ROUTES: Readonly<Record<string, Route>> = {
  'GET ': standing,
  'PUT behaviour': (account, { body }) => {
    account.behaviour = patched(account.behaviour, body)
    return account.behaviour
  },
  'POST reset': (account) => {
    resetAccount(account)
    return standing(account)
  },
  'POST clock': (account, { body }) => {
    account.clock.advance(clockSchema.parse(body).advanceMs)
    return { now: account.clock.now() }
  },
  'GET accepted': ({ accepted }, { query }) =>
    accepted.after(Number(query.get('after') ?? 0), Math.min(Number(query.get('limit') ?? 1_000), 50_000)),
  'GET accepted-summary': ({ accepted }) => accepted.summary(),
  'POST reply': (account, { body }) => ({ messageId: sendReply(account, replySchema.parse(body)) }),
  'POST preference': (account, { body }) => {
    sendPreference(account, preferenceSchema.parse(body))
    return {}
  },
  'POST person': ({ people }, { body }) => {
    const { number, ...patch } = personSchema.parse(body)
    const given = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined))
    return people.change(number, given)
  },
  'POST template-status': (account, { body }) => ({
    isKnown: changeTemplate(account, templateStatusSchema.parse(body)),
  }),
  'POST template-category': (account, { body }) => ({
    isKnown: moveTemplate(account, templateCategorySchema.parse(body)),
  }),
  'POST template-text': (account, { body }) => ({
    isKnown: editTemplate(account, templateTextSchema.parse(body)),
  }),
  'PUT webhook': async (account, { body }) => {
    const isFirst = account.webhookUrl === null
    account.webhookUrl = webhookSchema.parse(body).url
    if (isFirst && account.webhookUrl) await resumeStatuses(account)
    return { url: account.webhookUrl }
  },
  'POST webhook-challenge': (account, { body }) => askChallenge(account, challengeSchema.parse(body).verifyToken),
  'POST webhook': (account, { body }) => {
    account.outbox.add(rawSchema.parse(body), 0)
    return {}
  },
}

/** What WhatsApp asks when somebody enters the address of a webhook. */
async function askChallenge({ webhookUrl }: Account, verifyToken: string): Promise<unknown> {
  if (!webhookUrl) return { isVerified: false }
  const challenge = randomBytes(8).toString('hex')
  const url = new URL(webhookUrl)
  url.search = new URLSearchParams({
    'hub.mode': 'subscribe',
    'hub.verify_token': verifyToken,
    'hub.challenge': challenge,
  }).toString()
  const response = await fetch(url, { redirect: 'manual' })
  return { status: response.status, isVerified: response.status === 200 && (await response.text()) === challenge }
}

/** Requests of browsers are refused: no page may move a person's sandbox. */
export async function controlRoutes(account: Account, call: Call): Promise<void> {
  if (call.request.headers.origin !== undefined) return answer(call, 403, { error: 'Not from a browser.' })
  const route = ROUTES[`${call.method} ${call.path.slice(1).join('/')}`]
  if (!route) return answer(call, 404, { error: 'No such route.', routes: Object.keys(ROUTES) })
  try {
    answer(call, 200, await route(account, call))
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error
    answer(call, 422, { error: z.prettifyError(error) })
  }
}
