/** What a file is read against: the settings of the company, its people, the labels in use. */
import type { Db } from '../../ports.ts'
import type { ImportReport } from '../report.ts'
import type { ImportContext } from '../row/imported-lead.ts'
import { wordKey } from '../row/words.ts'

export interface Company {
  country: string
  timeZone: string
  statuses: string[]
  closers: { id: string; email: string; name: string }[]
}

export async function readCompany(db: Db): Promise<Company> {
  const [settings] = await db.query<{ country: string; timeZone: string; statuses: { code: string }[] }>(
    'select country, time_zone as "timeZone", lead_statuses as statuses from settings',
  )
  if (!settings) throw new Error('The settings row is missing: run the migrations again on this database.')
  const closers = await db.query<{ id: string; email: string; name: string }>(
    'select id, email, name from users where disabled_at is null order by name, email',
  )
  return { ...settings, statuses: settings.statuses.map((status) => status.code), closers }
}

const MAX_TAGS = 5_000

/** Tags that leads have already. */
export async function readTags(db: Db): Promise<string[]> {
  const rows = await db.query<{ tag: string }>(
    `select distinct tag from leads, unnest(tags) as tag where tags <> '{}' order by tag limit ${MAX_TAGS}`,
  )
  return rows.map(({ tag }) => tag)
}

interface Read
  extends Pick<ImportContext, 'answers' | 'knownStatuses' | 'country' | 'now' | 'asksForNewTags' | 'isFrom1904'> {
  source?: string | undefined
  properNames?: boolean | undefined
  dateOrder: ImportReport['dateOrder']
  tags: readonly string[]
  instantOf: (local: number, timeZone: string) => number
}

export function contextOf({ timeZone, statuses, closers }: Company, read: Read): ImportContext {
  const { source = null, properNames = false, dateOrder, instantOf, tags, ...same } = read
  const ids = closers.flatMap(({ id, email, name }) => [[name.toLowerCase(), id] as const, [email, id] as const])
  return {
    ...same,
    statuses,
    closers: new Map(ids),
    tags: new Map(tags.map((tag) => [wordKey(tag), tag])),
    dateOrder: dateOrder?.order ?? 'dmy',
    source,
    properNames,
    toInstant: (local) => instantOf(local, timeZone),
  }
}
