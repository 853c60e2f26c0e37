/** The sandbox as the other side of the Cloud API, for the conformance suite: over HTTP, with webhooks that are signed. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Reaction } from '@relance/relance/core'
import type { ChannelWorld, LostAnswer } from '@relance/sending/conformance'
import { startSandbox, type TestSandbox } from '@relance/testing'
import { createCloudSender } from '../answers/cloud-sender.ts'
import { whatsApp } from '../channel.ts'
import { mapTemplate } from '../content/mapped-template.pure.ts'
import { listTemplates } from '../templates/list-templates.ts'
import { verifySignature } from '../webhook/verify-signature.ts'

/** One documented code for each reaction. */
const CODES: Record<Reaction, number> = {
  ...{ retry: 131_057, slow_number: 130_429, slow_recipient: 131_056, slow_account: 80_007, block_number: 131_048 },
  ...{ wait_a_day: 131_049, need_template: 131_047, mark_unreachable: 131_026, opt_out: 131_050, skip: 131_051 },
  ...{ hand_over: 131_009, reread_template: 134_100, stop_rule: 132_015, stop_account: 190 },
}

const LOSSES: Record<LostAnswer, string> = {
  ...{ silence: 'accept_then_timeout', cut: 'accept_then_reset', server_error: 'accept_then_500' },
}

const AT_ONCE = { sentMs: 0, deliveredMs: 0, readMs: 0, failPercent: 0 }
const NO_FAULTS = {
  ...{ accept_then_timeout: 0, accept_then_500: 0, accept_then_reset: 0, refused: 0 },
}

/** What WhatsApp delivers, kept once its signature has been checked. */
async function startReceiver() {
  const reports: unknown[] = []
  const state = { secret: '' }
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks)
    const isOurs = await verifySignature(body, String(request.headers['x-hub-signature-256']), state.secret)
    if (isOurs) reports.push(JSON.parse(body.toString()))
    response.writeHead(isOurs ? 200 : 403).end()
    server.emit('reported')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const stop = () => {
    server.closeAllConnections()
    server.close()
  }
  return { reports, state, server, stop, url: `http://127.0.0.1:${port}/webhook` }
}

export interface SandboxWorld extends ChannelWorld {
  stop(): Promise<void>
}

export async function startSandboxWorld(): Promise<SandboxWorld> {
  const receiver = await startReceiver()
  const sandbox = await startSandbox({ webhookUrl: receiver.url })
  receiver.state.secret = sandbox.environment.WHATSAPP_APP_SECRET
  const behave = (change: object) => sandbox.ask('PUT', 'behaviour', change).then(() => undefined)
  const reply = (body: object) => sandbox.ask('POST', 'reply', body).then(() => undefined)
  let people = 0
  return {
    channel: whatsApp,
    ...(await connect(sandbox)),
    refusals: Object.keys(CODES) as Reaction[],
    now: async () => (await sandbox.ask<{ now: number }>('GET', '')).now,
    pass: (advanceMs) => sandbox.ask('POST', 'clock', { advanceMs }).then(() => undefined),
    async person({ hasWritten = false } = {}) {
      const number = `+336399800${String(10 + people++)}`
      if (hasWritten) await reply({ from: number, text: 'Bonjour' })
      return number
    },
    async hidden() {
      const number = `336399800${String(10 + people++)}`
      await reply({ from: number, text: 'Bonjour', idOnly: true })
      return `FR.${[...number].reverse().join('')}`
    },
    behave: () => behave({ faults: NO_FAULTS, statuses: AT_ONCE }),
    refuse: (reaction) =>
      behave({ faults: { ...NO_FAULTS, refused: 100 }, refusal: { code: CODES[reaction], status: 400 } }),
    failLater: (reaction) =>
      behave({ faults: NO_FAULTS, statuses: { ...AT_ONCE, failPercent: 100, failCode: CODES[reaction] } }),
    loseAnswers: (how) => behave({ faults: { ...NO_FAULTS, [LOSSES[how]]: 100 } }),
    async taken(relanceId) {
      const all = await sandbox.ask<{ opaque: string | null; to: string; text: string }[]>('GET', 'accepted')
      return all.flatMap(({ opaque, to, text }) => (opaque === relanceId ? [{ to: `+${to}`, text }] : []))
    },
    write: (from, text) => reply({ from, text }),
    react: (from, messageId) => reply({ from, reaction: { messageId, emoji: '👍' } }),
    leave: (from) => sandbox.ask('POST', 'preference', { from, value: 'stop' }).then(() => undefined),
    async reports(isEnough) {
      const events = () => receiver.reports.flatMap((one) => whatsApp.eventsOf(one, 0))
      while (!isEnough(events())) await once(receiver.server, 'reported')
      return [...receiver.reports]
    },
    async stop() {
      await sandbox.stop()
      receiver.stop()
    },
  }
}

/** Our client before the sandbox, the same before a port where nobody listens, and a template of the account. */
async function connect({ url, environment }: TestSandbox) {
  const token = environment.WHATSAPP_TOKEN
  const phoneNumberId = environment.WHATSAPP_PHONE_NUMBER_ID
  const cloud = { url, version: 'v24.0', token, fetch, timeoutMs: 8_000 }
  const list = await listTemplates({ ...cloud, businessAccountId: environment.WHATSAPP_BUSINESS_ACCOUNT_ID })
  const approved = list.ok ? list.templates.find(({ name }) => name === 'relance_1') : undefined
  if (!approved) throw new Error('The sandbox has no template called relance_1.')
  const values = approved.parameters.map(({ place, name }) => ({
    place,
    ...(name && { name }),
    value: '{{ lead.firstName }}',
  }))
  const template = mapTemplate({ ...approved, values, isApproved: true })
  if (!template) throw new Error('The template of the sandbox cannot be mapped.')
  const nobody = createServer().listen(0, '127.0.0.1')
  await once(nobody, 'listening')
  const { port } = nobody.address() as AddressInfo
  await new Promise((resolve) => nobody.close(resolve))
  return {
    template,
    sender: createCloudSender({ ...cloud, phoneNumberId }),
    unreachable: createCloudSender({ ...cloud, phoneNumberId, url: `http://127.0.0.1:${port}` }),
  }
}
