/** Where rounds are played: a database of its own, two servers that serve it, readers of their live events. */
import { randomBytes } from 'node:crypto'
import { type Cluster, TEMPLATE } from './cluster.ts'
import { type Control, openControl } from './control.ts'
import { createServer, type Server } from './server.ts'
import { openReader, type Reader } from './streams.ts'
import { createWorld, type World } from './world.ts'

export interface Stage {
  cluster: Cluster
  /** Past every proxy. */
  databaseUrl: string
  control: Control
  servers: Server[]
  readers: Reader[]
  world: World
  close(): Promise<void>
}

export interface StageOptions {
  servers?: number
  tickMs?: number
  template?: string
  /** Where the built API is; this checkout's when absent. */
  folder?: string
  /** Where each server finds the database, when not there itself: a proxy in front of it. */
  databaseUrls?: (databaseUrl: string, place: number) => string
}

export async function openStage(cluster: Cluster, options: StageOptions = {}): Promise<Stage> {
  const name = `proof_${randomBytes(5).toString('hex')}`
  const databaseUrl = await cluster.createDatabase(name, options.template ?? TEMPLATE)
  const control = openControl(databaseUrl)
  const world = await createWorld(control)
  await setSchedule(control, true)
  const { servers: count = 2, tickMs, folder } = options
  const servers = await Promise.all(
    Array.from({ length: count }, (_, place) => {
      const own = options.databaseUrls?.(databaseUrl, place) ?? databaseUrl
      return createServer({ databaseUrl: own, ...(tickMs && { tickMs }), ...(folder && { folder }) })
    }),
  )
  await Promise.all(servers.map((server) => server.start()))
  const urlsFrom = (place: number): string[] => {
    const urls = servers.map(({ url }) => url)
    return [...urls.slice(place), ...urls.slice(0, place)]
  }
  const readers = servers.map((_, place) => openReader(() => urlsFrom(place)))
  const stage: Stage = {
    cluster,
    databaseUrl,
    control,
    servers,
    readers,
    world,
    close: async () => {
      await Promise.all([...readers.map((reader) => reader.close()), ...servers.map((server) => server.kill())])
      await control.end()
      await cluster.dropDatabase(name)
    },
  }
  // From its first event on a reader can come back to where it was.
  if (await control.until(async () => readers.every(({ seen }) => seen.size > 0), 30)) return stage
  await stage.close()
  throw new Error('The live streams told nothing.')
}

/** A slot each second, or none: then runs come from outside alone, and what they leave is gone on with. */
export async function setSchedule(control: Control, isOften: boolean): Promise<void> {
  await control.query(`update schedule set enabled = true, cron = $1, time_zone = 'UTC', changed_at = now()`, [
    isOften ? '* * * * * *' : '0 0 1 1 *',
  ])
}
