/** Compares what the database holds after all events with what SPEC.md says must have come of them. */
import type { Db } from '@relance/relance'
import { lastNameOf, type Message, type Rest, type Send, type Story } from './story.ts'

interface Row {
  name: string
  phone: string | null
  leftAt: number | null
  isAsked: boolean
  lastContactAt: number | null
  windowAt: number | null
  replies: number[]
  wrote: number[]
  messages: Record<string, Message>
  relances: { state: string; channel: string; deliveredAt: number | null; readAt: number | null }[]
  enrolments: { state: string; reason: string | null }[]
}

const ms = (column: string): string => `round(extract(epoch from ${column}) * 1000)::float8`
const contacts = (source: string): string => `
  coalesce((select jsonb_agg(${ms('c.at')} order by c.at) from contacts c
             where c.lead_id = l.id and c.source = '${source}' and c.undone_at is null), '[]')`

const READ = `
  select l.last_name as name, l.phone, ${ms('l.opted_out_at')} as "leftAt", l.stop_suspected_at is not null as "isAsked", ${ms('l.last_contact_at')} as "lastContactAt",
         ${ms('k.last_inbound_at')} as "windowAt", ${contacts('received')} as replies, ${contacts('echo')} as wrote,
         coalesce((select jsonb_object_agg(m.id, jsonb_build_object('direction', m.direction, 'content', m.content, 'text', m.text))
                     from whatsapp_messages m where m.lead_id = l.id), '{}') as messages,
         coalesce((select jsonb_agg(jsonb_build_object('state', r.state, 'channel', r.channel, 'deliveredAt', ${ms('s.delivered_at')},
                     'readAt', ${ms('s.read_at')})) from relances r left join whatsapp_sends s on s.relance_id = r.id
                    where r.lead_id = l.id), '[]') as relances,
         coalesce((select jsonb_agg(jsonb_build_object('state', e.state, 'reason', e.reason)) from enrolments e where e.lead_id = l.id), '[]') as enrolments
    from leads l left join whatsapp_contacts k on k.lead_id = l.id`

/** What differs, a line each. `others`: events that are about nobody, all of which are to be applied. */
export async function differences(db: Db, stories: readonly Story[], others: number): Promise<string[]> {
  const rows = await db.query<Row>(READ)
  const byName = new Map(rows.map((row) => [row.name, row]))
  const found = stories.flatMap((story) => differencesOf(story, byName.get(lastNameOf(story))))
  const leads = stories.filter(isLead).length
  if (rows.length !== leads) found.push(`${rows.length} leads instead of ${leads}`)
  return [...found, ...(await misplaced(db, stories, others))]
}

const isLead = ({ lead, act }: Story): boolean =>
  lead !== null || act === 'make' || act === 'create' || act === 'set_aside_and_create'

function differencesOf(story: Story, row: Row | undefined): string[] {
  if (!isLead(story)) return []
  const who = `${lastNameOf(story)} (${story.scenario})`
  if (!row) return [`${who}: there is no such lead`]
  const { expected, send } = story
  const found: string[] = []
  const compare = (what: string, seen: unknown, wanted: unknown): void => {
    const [a, b] = [sorted(seen), sorted(wanted)]
    if (a !== b) found.push(`${who}: ${what} is ${a} instead of ${b}`)
  }
  compare('the number', row.phone, expected.phone)
  compare('the opt-out', row.leftAt, expected.leftAt)
  compare('the question whether to stop', row.isAsked, expected.seemsToLeave && expected.leftAt === null)
  compare('the messages', row.messages, Object.fromEntries(expected.messages))
  compare('what the lead said', row.replies, instants(expected.replies))
  compare('what was written on the phone', row.wrote, instants(expected.wrote))
  compare('the window', row.windowAt, expected.windowAt)
  const latest = Math.max(0, ...expected.replies.values(), ...expected.wrote.values())
  if (latest > 0 && (row.lastContactAt ?? 0) !== latest) compare('the last contact', row.lastContactAt, latest)
  if (expected.hasReplied) {
    compare('the cadences that go on', row.enrolments.filter(({ state }) => state !== 'ended').length, 0)
  }
  if (send) compareSend(story, send, row, compare)
  if (expected.isConfirmed)
    compare(
      'the item',
      row.relances.map(({ state }) => state),
      ['sent'],
    )
  return found
}

const instants = (told: ReadonlyMap<string, number>): number[] => [...told.values()].sort((a, b) => a - b)

function compareSend(
  { expected }: Story,
  send: Send,
  row: Row,
  compare: (what: string, seen: unknown, wanted: unknown) => void,
): void {
  const [relance] = row.relances
  const states = statesOf(send, expected.hasReplied || expected.leftAt !== null)
  compare('how many relances there are', row.relances.length, 1)
  if (!states.includes(relance?.state ?? '')) compare('the state of the relance', relance?.state, states)
  compare('the delivery', relance?.deliveredAt, send.deliveredAt)
  compare('the reading', relance?.readAt, send.readAt)
}

/** What was handed to the closer is nobody's item when the person has answered or left. */
function statesOf({ told, code, before, isAnsweredLate }: Send, isOver: boolean): string[] {
  if (told.has('read')) return ['read']
  if (told.has('delivered')) return ['delivered']
  if (told.has('failed')) return [code === 131_053 && !isOver ? 'due' : 'failed']
  if (told.has('sent') || before === 'accepted' || isAnsweredLate) return ['accepted']
  return ['sending', 'unknown']
}

/** Whatever the order of the keys. */
const sorted = (value: unknown): string =>
  JSON.stringify(value, (_, one: unknown) =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  )

/** Every event is somewhere, once. */
async function misplaced(db: Db, stories: readonly Story[], others: number): Promise<string[]> {
  const rows = await db.query<{ state: string; count: number }>(
    'select state, count(*)::int as count from whatsapp_events group by state',
  )
  const seen = new Map(rows.map(({ state, count }) => [state, count]))
  const rests: readonly Rest[] = ['applied', 'unknown', 'set_aside', 'foreign', 'waiting']
  const wanted = rests.map((rest) => ({
    rest,
    count: stories.reduce((sum, { expected }) => sum + expected.events[rest], rest === 'applied' ? others : 0),
  }))
  return [
    ...wanted.flatMap(({ rest, count }) =>
      (seen.get(rest) ?? 0) === count ? [] : [`${seen.get(rest) ?? 0} events are ${rest} instead of ${count}`],
    ),
    ...rows.flatMap(({ state, count }) =>
      rests.some((rest) => rest === state) ? [] : [`${count} events are ${state}`],
    ),
  ]
}
