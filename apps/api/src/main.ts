/** `npm run serve`: the server in production; the environment says everything. */
import { readConfig } from './environment/config.ts'
import { misuse } from './environment/refusal.ts'
import { fail, refuseConfiguration, stopOnSignal } from './process-end.ts'

const log = (line: string): void => console.log(line)

async function start(): Promise<void> {
  const [unknown] = process.argv.slice(2)
  if (unknown) throw misuse(`The server takes no "${unknown}": the environment says everything.`)
  const read = readConfig(process.env)
  const url = process.env.DATABASE_URL
  const noDatabase = url ? [] : ['DATABASE_URL is missing: production needs a PostgreSQL of its own.']
  if (!read.ok || !url) return refuseConfiguration([...(read.ok ? [] : read.problems), ...noDatabase])
  // The application takes seconds to load: what is refused does not wait for it.
  const { startServer } = await import('./server.ts')
  const server = await startServer({ config: { ...read.config, DATABASE_URL: url }, log })
  log(`Relance listens on port ${read.config.PORT}.`)
  stopOnSignal(server.stop)
}

start().catch(fail)
