/** A card of the queue under the thumb: it follows, shows what letting go will do, and does it. The same is behind a tap. */
import { Box, Typography } from '@mui/material'
import { type PointerEvent, type ReactNode, useRef, useState } from 'react'
import { useWords } from '../i18n/use-words.ts'
import { type Swiped, swipeOf } from './swipe.ts'

interface Props {
  swiped(what: Swiped): void
  children: ReactNode
}

interface Drag {
  x: number
  y: number
  width: number
}

export const Swipe = ({ swiped, children }: Props) => {
  const translate = useWords()
  const drag = useRef<Drag | null>(null)
  const hasMoved = useRef(false)
  const [dx, setDx] = useState(0)
  const [meaning, setMeaning] = useState<Swiped | null>(null)
  const start = (event: PointerEvent<HTMLElement>): void => {
    hasMoved.current = false
    if (event.pointerType !== 'touch') return
    drag.current = { x: event.clientX, y: event.clientY, width: event.currentTarget.clientWidth }
  }
  const move = (event: PointerEvent<HTMLElement>): void => {
    const from = drag.current
    if (!from) return
    const across = event.clientX - from.x
    const down = event.clientY - from.y
    if (Math.abs(across) > 10 && Math.abs(across) > Math.abs(down)) hasMoved.current = true
    if (!hasMoved.current) return
    setDx(across)
    setMeaning(swipeOf(across, down, from.width))
  }
  const end = (event: PointerEvent<HTMLElement>): void => {
    const from = drag.current
    drag.current = null
    setDx(0)
    setMeaning(null)
    const what = from && swipeOf(event.clientX - from.x, event.clientY - from.y, from.width)
    if (what) swiped(what)
  }
  const cancel = (): void => {
    drag.current = null
    setDx(0)
    setMeaning(null)
  }
  return (
    <Box
      onPointerDown={start}
      onPointerMove={move}
      onPointerUp={end}
      onPointerCancel={cancel}
      // A swipe ends on the card, and is no tap on it.
      onClickCapture={(event) => hasMoved.current && event.stopPropagation()}
      sx={{ position: 'relative', touchAction: 'pan-y', overflow: 'hidden', borderRadius: 1 }}
    >
      {dx !== 0 && (
        <Typography
          component="span"
          aria-hidden
          sx={{
            position: 'absolute',
            inset: 0,
            display: 'flex',
            alignItems: 'center',
            justifyContent: dx > 0 ? 'flex-start' : 'flex-end',
            paddingX: 2,
            fontWeight: 600,
            color: meaning === null ? 'text.secondary' : 'primary.main',
          }}
        >
          {translate(`inbox.swipe.${meaning ?? (dx > 0 ? 'sent' : 'snooze')}`)}
        </Typography>
      )}
      <Box sx={{ transform: dx === 0 ? 'none' : `translateX(${dx}px)` }}>{children}</Box>
    </Box>
  )
}
