/** What was just done, and the way back, with the time left for it. */
import CloseIcon from '@mui/icons-material/Close'
import { Button, IconButton, SnackbarContent } from '@mui/material'
import { useEffect, useState } from 'react'
import { useWords } from '../i18n/use-words.ts'
import type { Done } from './use-queue.ts'
import { useShortTime } from '../formats/use-short-time.ts'

interface Props {
  done: Done | null
  undo(): void
  forget(): void
}

export const UndoBar = ({ done, undo, forget }: Props) => {
  const translate = useWords()
  const shortTime = useShortTime()
  const left = useTimeLeft(done?.relance.undoableUntil ?? null)
  const isOver = left === null
  useEffect(() => {
    if (done && isOver) forget()
  }, [done, isOver, forget])
  if (!done || left === null) return null
  return (
    // Under the thumb of whoever answers the next one, it would be pressed by mistake: it stands at the top, over nothing.
    <SnackbarContent
      sx={{ marginX: { xs: 1, sm: 'auto' }, marginY: 1, flexWrap: 'nowrap' }}
      message={translate(`inbox.done.${done.verb}`, { when: shortTime(done.relance.deliverAt) })}
      action={
        <>
          <Button color="inherit" size="small" onClick={undo} aria-keyshortcuts="u">
            {translate('inbox.undo', { left })}
          </Button>
          <IconButton color="inherit" size="small" onClick={forget} aria-label={translate('ra.action.close')}>
            <CloseIcon fontSize="small" />
          </IconButton>
        </>
      }
    />
  )
}

/** Whole minutes until an instant, seconds in the last one, as a duration and not as an hour of the day; null once it has passed. */
function useTimeLeft(until: string | null): string | null {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    if (until === null) return
    setNow(Date.now())
    const timer = setInterval(() => setNow(Date.now()), 1_000)
    return () => clearInterval(timer)
  }, [until])
  const seconds = until === null ? 0 : Math.floor((Date.parse(until) - now) / 1_000)
  if (seconds <= 0) return null
  return seconds < 60 ? `${seconds}\u00a0s` : `${Math.floor(seconds / 60)}\u00a0min`
}
