import PlayIcon from '@mui/icons-material/PlayArrow'
import { Button } from '@mui/material'
import { useState } from 'react'
import { useRefresh } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import { useRunNow } from './use-run-now.ts'

export const RunNow = () => {
  const translate = useWords()
  const runNow = useRunNow()
  const refresh = useRefresh()
  const [isRunning, setIsRunning] = useState(false)
  const run = async (): Promise<void> => {
    setIsRunning(true)
    await runNow()
    refresh()
    setIsRunning(false)
  }
  return (
    <Button size="small" variant="contained" startIcon={<PlayIcon />} disabled={isRunning} onClick={() => void run()}>
      {translate('run.now')}
    </Button>
  )
}
