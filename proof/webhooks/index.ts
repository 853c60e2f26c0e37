/** Events of WhatsApp told twice and shuffled, by the real endpoint to real servers: every end state is right, nobody is dropped. */
import { chanceOf, type Chance } from '../chance.ts'
import type { PartOptions, PartResult } from '../parts.ts'
import { TEMPLATE as DATABASE } from '../faults/cluster.ts'
import { type Control, openControl } from '../faults/control.ts'
import { createGround, type Ground } from '../faults/ground.ts'
import { API_TOKEN, createServer, type Server } from '../faults/server.ts'
import { differences } from './compare.ts'
import { deliver, SECRET, shuffled } from './deliver.ts'
import { NUMBER, qualityOf, templateOf } from './payloads.ts'
import { makeStories } from './make-stories.ts'
import { seed, TEMPLATE } from './seed.ts'
import { lastNameOf, type Story, type Told } from './story.ts'

const HOUR = 3_600_000
const EVENTS = 100_000
const QUICK_EVENTS = 600
/** Minutes, for a machine that has much else to do. */
const PATIENCE = 900

/** At that address nobody answers: what is sent stays as it is. */
const ACCOUNT = {
  WHATSAPP_API_URL: 'http://127.0.0.1:9',
  WHATSAPP_TOKEN: 'token',
  WHATSAPP_PHONE_NUMBER_ID: NUMBER,
  WHATSAPP_APP_SECRET: SECRET,
  WHATSAPP_VERIFY_TOKEN: 'verify-me',
  WHATSAPP_BUSINESS_ACCOUNT_ID: '200000000000001',
}

export const WEBHOOKS = {
  name: 'webhooks',
  title: `${EVENTS.toLocaleString('en-US')} events of WhatsApp, each told at least twice and in any order: people with and without a number`,
}

/** Without a ground of its own it makes one, and takes it away again. */
export async function runWebhooks(options: PartOptions, given?: Ground): Promise<PartResult[]> {
  if (options.only && !options.only.includes(WEBHOOKS.name)) return []
  const ground = given ?? createGround()
  const result: PartResult = {
    ...WEBHOOKS,
    ...{ rounds: 0, violations: [], recoveryMs: [], tookMs: 0, skipped: null, notes: [] },
  }
  const startedAt = performance.now()
  try {
    for (let n = 0; n < (options.rounds ?? 1); n++) await playRound(ground, options, options.first + n, result)
  } finally {
    await ground.remove()
  }
  result.tookMs = Math.round(performance.now() - startedAt)
  options.keep?.(result)
  for (const { what } of result.violations.slice(0, 40)) options.log(`${WEBHOOKS.name}: ${what}`)
  for (const note of result.notes) options.log(`${WEBHOOKS.name}: ${note}`)
  options.log(`${WEBHOOKS.name}: ${result.rounds} rounds, ${result.violations.length} violations`)
  return [result]
}

async function playRound(ground: Ground, options: PartOptions, round: number, result: PartResult): Promise<void> {
  const chance = chanceOf(options.seed, 'webhooks', round)
  const sentAt = Math.floor(Date.now() / 1_000) * 1_000 - 6 * HOUR
  const events = options.isQuick ? QUICK_EVENTS : EVENTS
  const stories = makeStories(events, options.seed, round, sentAt + 60_000)
  const name = `proof_webhooks_${round}_${process.pid}`
  const cluster = await ground.cluster('fast')
  const databaseUrl = await cluster.createDatabase(name, DATABASE)
  const control = openControl(databaseUrl)
  const servers: Server[] = []
  try {
    await seed(control, stories, sentAt)
    for (let n = 0; n < 2; n++) servers.push(await createServer({ databaseUrl, environment: ACCOUNT }))
    await Promise.all(servers.map((server) => server.start()))
    const told = await tellAll({ control, servers, stories, chance, sentAt })
    const seen = [
      ...(await differences(control, stories, told.account.told.length)),
      ...(await wrongAccount(control, told.account)),
      ...servers.flatMap((server) => server.endedByItself() ?? []),
    ]
    result.violations.push(...seen.map((what) => ({ round, what })))
    result.rounds += 1
    result.notes = notesOf(stories, told)
  } finally {
    await Promise.all(servers.map((server) => server.kill()))
    await control.end()
    await cluster.dropDatabase(name)
  }
}

interface Scene {
  control: Control
  servers: readonly Server[]
  stories: readonly Story[]
  chance: Chance
  sentAt: number
}

interface ToldOf {
  deliveries: number
  changes: number
  seconds: number
  account: Account
}

async function tellAll({ control, servers, stories, chance, sentAt }: Scene): Promise<ToldOf> {
  const urls = servers.map(({ url }) => url)
  const account = accountNews(chance, sentAt)
  const [first, second] = shuffled([...stories.flatMap(({ told }) => told), ...account.told], chance)
  const from = performance.now()
  const before = await deliver(urls, first, chance)
  await settled(control)
  for (const story of stories) await act(control, urls[story.n % urls.length] ?? '', story)
  const after = await deliver(urls, second, chance)
  await settled(control)
  const seconds = Math.round((performance.now() - from) / 1_000)
  return { deliveries: before + after, changes: first.length + second.length, seconds, account }
}

/** Until nothing is left to be read, nor released by what became known. */
async function settled(control: Control): Promise<void> {
  let stillSince = 0
  let last = ''
  const isStill = async (): Promise<boolean> => {
    const [row] = await control.query<{ now: string; left: number }>(
      `select coalesce(string_agg(state || n, ' ' order by state), '') as now, coalesce(sum(n) filter (where state = 'new'), 0)::int as left
         from (select state, count(*) as n from whatsapp_events group by state) s`,
    )
    if (row?.left !== 0 || row.now !== last) stillSince = performance.now()
    last = row?.now ?? ''
    // What became known is looked for every two seconds.
    return performance.now() - stillSince > 6_000
  }
  if (!(await control.until(isStill, PATIENCE, 200))) throw new Error('The events were not read in time.')
}

async function act(control: Control, url: string, story: Story): Promise<void> {
  const { act: what, actName, send } = story
  if (send?.isAnsweredLate) await answer(control, story)
  if (what === null || what === 'answer' || actName === null) return
  const call = async (path: string, body: object = {}): Promise<void> => {
    const headers = { Authorization: `Bearer ${API_TOKEN}`, 'Content-Type': 'application/json' }
    const response = await fetch(`${url}/api${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
    const text = await response.text()
    if (!response.ok) throw new Error(`${what} of ${lastNameOf(story)} was answered with ${response.status}: ${text}`)
  }
  const names = { firstName: `P${story.n}`, lastName: lastNameOf(story) }
  const event = `/whatsapp/unknown-events/${what === 'create' ? '' : await unknownOf(control, actName)}`
  if (what === 'attach') {
    const [lead] = await control.query<{ id: string }>('select id from leads where last_name = $1', [names.lastName])
    await call(`${event}/attach`, { leadId: lead?.id })
  }
  if (what === 'make') await call(`${event}/lead`, names)
  if (what === 'set_aside' || what === 'set_aside_and_create') await call(`${event}/set-aside`)
  if (what === 'create' || what === 'set_aside_and_create') await call('/leads', { ...names, phone: actName })
}

async function unknownOf(control: Control, name: string): Promise<string> {
  const [row] = await control.query<{ id: string }>(
    `select id from whatsapp_events where state = 'unknown' and $1 = any(names) limit 1`,
    [name],
  )
  if (!row) throw new Error(`An event of ${name}, who fits nobody, is not among the unknown ones.`)
  return row.id
}

/** The answer comes after statuses did: that is when the message's id becomes known. */
async function answer(control: Control, { send }: Story): Promise<void> {
  await control.query(
    `with known as (update whatsapp_sends set message_id = coalesce(message_id, $2), accepted_at = coalesce(accepted_at, now()) where relance_id = $1)
     update relances set state = 'accepted' where id = $1 and state in ('sending', 'unknown')`,
    [send?.relanceId, send?.messageId],
  )
}

interface Account {
  told: Told[]
  quality: string
  template: string
}

/** The latest of it counts. */
function accountNews(chance: Chance, from: number): Account {
  const told: Told[] = []
  const account = { quality: '', template: '' }
  for (let n = 1; n <= 20; n++) {
    const at = from + n * 60_000
    const quality = chance.pick(['FLAGGED', 'UNFLAGGED'] as const)
    const status = chance.pick(['APPROVED', 'PAUSED', 'REJECTED', 'DISABLED'])
    told.push({ change: qualityOf(quality, at), isFirst: false })
    told.push({ change: templateOf(TEMPLATE, status, at), isFirst: false })
    Object.assign(account, { quality: quality === 'FLAGGED' ? 'RED' : 'GREEN', template: status })
  }
  return { told, ...account }
}

async function wrongAccount(control: Control, { quality, template, told }: Account): Promise<string[]> {
  const [row] = await control.query<{ quality: string; template: string }>(
    `select n.quality, t.status as template from whatsapp_numbers n, whatsapp_templates t where n.id = $1 and t.name = $2`,
    [NUMBER, TEMPLATE],
  )
  return [
    ...(row?.quality === quality ? [] : [`the number’s quality is ${row?.quality} instead of ${quality}`]),
    ...(row?.template === template ? [] : [`the template is ${row?.template} instead of ${template}`]),
    ...(told.length > 0 ? [] : ['nothing was told of the account']),
  ]
}

function notesOf(stories: readonly Story[], { deliveries, changes, seconds }: ToldOf): string[] {
  const sum = (count: (story: Story) => number): string =>
    stories.reduce((all, story) => all + count(story), 0).toLocaleString('en-US')
  const events = sum(({ expected }) => Object.values(expected.events).reduce((all, one) => all + one, 0))
  return [
    `${events} events of ${stories.length.toLocaleString('en-US')} people, told ${changes.toLocaleString('en-US')} times in ${deliveries.toLocaleString('en-US')} deliveries within ${seconds} s`,
    `${sum(({ expected }) => expected.messages.size)} messages in timelines, ${sum(({ expected }) => (expected.leftAt === null ? 0 : 1))} people who asked to be left alone, ${sum(({ expected }) => expected.events.unknown + expected.events.set_aside)} events of nobody and ${sum(({ expected }) => expected.events.foreign)} for somebody else`,
  ]
}
