/** Starts a replay, watches it until it is over, and can stop it. */
import type { BacktestJob, RuleDraftBody } from '@relance/contract'
import { useEffect, useState } from 'react'
import { useNotify } from 'react-admin'
import { request } from '../providers/request.ts'

const LOOK_MS = 700
const DAYS = 90

export function useBacktest() {
  const notify = useNotify()
  const [job, setJob] = useState<BacktestJob | null>(null)
  const id = job?.state === 'running' ? job.id : null
  useEffect(() => {
    if (id === null) return
    const timer = setInterval(() => {
      request<BacktestJob>(`rules/backtest/${id}`).then(({ json }) => setJob(json), ignore)
    }, LOOK_MS)
    return () => clearInterval(timer)
  }, [id])
  const call = async (path: string, options: { method: string; body?: unknown }): Promise<void> => {
    try {
      setJob((await request<BacktestJob>(path, options)).json)
    } catch (error) {
      notify((error as Error).message, { type: 'error' })
    }
  }
  return {
    job,
    start: (draft: RuleDraftBody) => call('rules/backtest', { method: 'POST', body: { ...draft, days: DAYS } }),
    cancel: () => call(`rules/backtest/${job?.id}`, { method: 'DELETE' }),
  }
}

/** One missed look is made up by the next. */
const ignore = (): void => undefined
