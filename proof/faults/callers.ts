/** Whoever may start a run: the endpoint of external crons, the panel's button, the command line. */
import type { Chance } from '../chance.ts'
import { startCommand } from './programs.ts'
import { API_TOKEN, CRON_SECRET, type Server } from './server.ts'

export type Caller = 'post' | 'get' | 'panel' | 'command'

export interface Answer {
  caller: Caller
  /** Null when none came. */
  status: number | null
  detail: string
}

/** One or several at once; a command is a process and so is called less often. */
export function chooseCallers(chance: Chance): Caller[] {
  const callers = chance.some<Caller>(['post', 'get', 'panel'], 1)
  return chance.is(0.08) ? [...callers, 'command'] : callers
}

/** Never rejects. */
export async function call(caller: Caller, server: Server, databaseUrl: string): Promise<Answer> {
  if (caller === 'command') {
    const { code, output } = await startCommand(databaseUrl, ['run']).ended
    return { caller, status: code === 0 ? 200 : null, detail: output.slice(0, 300) }
  }
  const isPanel = caller === 'panel'
  try {
    const answer = await fetch(server.url + (isPanel ? '/api/runs' : '/api/gestion/auto-relance'), {
      method: caller === 'get' ? 'GET' : 'POST',
      headers: {
        Authorization: `Bearer ${isPanel ? API_TOKEN : CRON_SECRET}`,
        ...(isPanel && { 'Content-Type': 'application/json' }),
      },
      signal: AbortSignal.timeout(90_000),
      ...(isPanel && { body: '{}' }),
    })
    return { caller, status: answer.status, detail: (await answer.text()).slice(0, 300) }
  } catch (error) {
    return { caller, status: null, detail: String((error as Error).cause ?? error) }
  }
}

/** Done, or "come back later". Anything else is a fault of ours, whatever was done to the database. */
export const isProper = ({ status }: Answer): boolean =>
  status === null || (status >= 200 && status < 300) || status === 503
