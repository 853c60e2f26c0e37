/** "Étaler": what would come later is shown, then done, and can be taken back. */
import ScheduleIcon from '@mui/icons-material/Schedule'
import { Alert, Button } from '@mui/material'
import type { SpreadDone, SpreadPlan, SpreadUndone } from '@relance/contract'
import { useState } from 'react'
import { useNotify, useStore } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import { request } from '../providers/request.ts'
import { SpreadDialog } from './SpreadDialog.tsx'

interface Props {
  days: number
  limit: number | null
  isOver: boolean
  refresh(): void
}

export const Spread = ({ days, limit, isOver, refresh }: Props) => {
  const translate = useWords()
  const notify = useNotify()
  const [plan, setPlan] = useState<SpreadPlan | null>(null)
  const [isWorking, setIsWorking] = useState(false)
  // Kept on this device: whoever comes back to the page can still take it back.
  const [done, setDone] = useStore<Pick<SpreadDone, 'id' | 'moved'> | null>('forecast.spread', null)
  const work = async (task: () => Promise<void>): Promise<void> => {
    setIsWorking(true)
    try {
      await task()
    } catch (error) {
      notify((error as Error).message, { type: 'error' })
    }
    setIsWorking(false)
  }
  const post = async <Answer,>(path: string): Promise<Answer> =>
    (await request<Answer>(`forecast/spread${path}`, { method: 'POST', body: { days, limit } })).json
  const preview = () => work(async () => setPlan(await post<SpreadPlan>('/preview')))
  const apply = () =>
    work(async () => {
      const { id, moved } = await post<SpreadDone>('')
      setDone({ id, moved })
      setPlan(null)
      refresh()
    })
  const undo = (id: string) =>
    work(async () => {
      const { json } = await request<SpreadUndone>(`forecast/spread/${id}/undo`, { method: 'POST' })
      setDone(null)
      notify(translate('forecast.undone', { smart_count: json.restored }), { type: 'info' })
      refresh()
    })
  return (
    <>
      <Button
        variant="contained"
        startIcon={<ScheduleIcon />}
        disabled={limit === null || !isOver || isWorking}
        onClick={() => void preview()}
      >
        {translate(isWorking ? 'forecast.working' : 'forecast.spread')}
      </Button>
      {done && (
        <Alert
          severity="success"
          action={
            <Button color="inherit" size="small" disabled={isWorking} onClick={() => void undo(done.id)}>
              {translate('forecast.undo')}
            </Button>
          }
        >
          {translate('forecast.done', { smart_count: done.moved })}
        </Alert>
      )}
      {plan && (
        <SpreadDialog plan={plan} isWorking={isWorking} apply={() => void apply()} close={() => setPlan(null)} />
      )}
    </>
  )
}
