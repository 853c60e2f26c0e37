import PlayIcon from '@mui/icons-material/PlayArrow'
import { Button } from '@mui/material'
import { useState } from 'react'
import { useNotify, useRefresh } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import { runNow } from '../providers/verbs.ts'

/** Leaves the schedule as it is. */
export const RunNow = () => {
  const notify = useNotify()
  const refresh = useRefresh()
  const translate = useWords()
  const [isRunning, setIsRunning] = useState(false)
  const run = async (): Promise<void> => {
    setIsRunning(true)
    try {
      const { recorded } = await runNow()
      notify('run.done', { type: 'success', messageArgs: { smart_count: recorded } })
      refresh()
    } catch (error) {
      notify((error as Error).message, { type: 'error' })
    }
    setIsRunning(false)
  }
  return (
    <Button size="small" variant="contained" startIcon={<PlayIcon />} disabled={isRunning} onClick={() => void run()}>
      {translate('run.now')}
    </Button>
  )
}
