/** Posts events as WhatsApp does: signed, many in a delivery, each at least twice, in any order. */
import { createHmac } from 'node:crypto'
import { type Chance } from '../chance.ts'
import type { Change, Json } from './payloads.ts'
import type { Told } from './story.ts'

export const SECRET = 'a-secret-of-the-app'
const MOST_CHANGES = 300
const PER_ENTRY = 20
const LANES = 4

/** Each change two or three times, shuffled; those that somebody has to see before acting are in the first half once. */
export function shuffled(told: readonly Told[], chance: Chance): [first: Change[], second: Change[]] {
  const first: Change[] = told.filter(({ isFirst }) => isFirst).map(({ change }) => change)
  const second: Change[] = []
  for (const { change, isFirst } of told) {
    const copies = chance.is(0.1) ? 3 : 2
    for (let copy = isFirst ? 1 : 0; copy < copies; copy++) (chance.is(0.5) ? first : second).push(change)
  }
  return [shuffle(first, chance), shuffle(second, chance)]
}

function shuffle<Item>(items: Item[], chance: Chance): Item[] {
  for (let last = items.length - 1; last > 0; last--) {
    const other = chance.whole(0, last)
    ;[items[last], items[other]] = [items[other] as Item, items[last] as Item]
  }
  return items
}

/** Several deliveries at once, to the servers in turn. Returns how many deliveries there were. */
export async function deliver(urls: readonly string[], changes: readonly Change[], chance: Chance): Promise<number> {
  const bodies: string[] = []
  for (let from = 0; from < changes.length; ) {
    const size = chance.whole(1, MOST_CHANGES)
    bodies.push(bodyOf(changes.slice(from, from + size), chance))
    from += size
  }
  let next = 0
  const lane = async (): Promise<void> => {
    while (next < bodies.length) {
      const place = next++
      await post(urls[place % urls.length] ?? '', bodies[place] ?? '')
    }
  }
  await Promise.all(Array.from({ length: LANES }, lane))
  return bodies.length
}

/** What was not answered with 200 is brought again, as WhatsApp does. */
async function post(url: string, body: string): Promise<void> {
  const signature = createHmac('sha256', SECRET).update(body).digest('hex')
  const headers = { 'Content-Type': 'application/json', 'X-Hub-Signature-256': `sha256=${signature}` }
  for (let attempt = 1; ; attempt++) {
    const answer = await fetch(`${url}/api/whatsapp/webhook`, { method: 'POST', headers, body })
    await answer.text()
    if (answer.status === 200) return
    if (attempt === 10) throw new Error(`A delivery was answered with ${answer.status} ten times.`)
  }
}

function bodyOf(changes: readonly Change[], chance: Chance): string {
  const plain = merged(changes, chance).filter(({ toldAt }) => toldAt === undefined)
  const entries: Json[] = []
  for (let from = 0; from < plain.length; from += PER_ENTRY) {
    const some = plain.slice(from, from + PER_ENTRY).map(({ field, value }) => ({ field, value }))
    entries.push({ id: '200000000000001', time: Math.round(Date.now() / 1_000), changes: some })
  }
  for (const { toldAt, field, value } of changes) {
    if (toldAt === undefined) continue
    entries.push({ id: '200000000000001', time: Math.round(toldAt / 1_000), changes: [{ field, value }] })
  }
  return JSON.stringify({ object: 'whatsapp_business_account', entry: entries })
}

/** Messages and statuses of several people may stand in one change, with all of their contacts beside them. */
function merged(changes: readonly Change[], chance: Chance): Change[] {
  const all: Change[] = []
  for (const change of changes) {
    const before = all.at(-1)
    const isMergeable =
      before?.field === 'messages' &&
      change.field === 'messages' &&
      JSON.stringify(before.value.metadata) === JSON.stringify(change.value.metadata)
    if (!before || !isMergeable || !chance.is(0.3)) all.push(change)
    else all.splice(-1, 1, { ...before, value: joined(before.value, change.value) })
  }
  return all
}

const LISTS = ['contacts', 'messages', 'statuses'] as const

function joined(one: Json, other: Json): Json {
  const both = { ...one, ...other }
  for (const list of LISTS) {
    const items = [...((one[list] as Json[] | undefined) ?? []), ...((other[list] as Json[] | undefined) ?? [])]
    if (items.length > 0) both[list] = items
  }
  return both
}
