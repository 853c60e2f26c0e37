import WhatsAppIcon from '@mui/icons-material/WhatsApp'
import { Badge } from '@mui/material'
import { useEffect } from 'react'
import { readyOf } from '../inbox/queue.ts'
import { useMinute } from '../providers/use-minute.ts'
import { useQueue } from '../inbox/use-queue.ts'

/** The sign of the queue with how many relances are for now; an installed panel shows it on its own icon as well. */
export const QueueIcon = () => {
  const { data: items = [], isSuccess } = useQueue()
  const ready = readyOf(items, useMinute()).length
  useEffect(() => {
    // A queue that could not be read is not an empty one.
    if (!isSuccess) return
    void navigator.setAppBadge?.(ready).catch(() => undefined)
  }, [ready, isSuccess])
  return (
    <Badge badgeContent={ready} color="error" slotProps={{ badge: { 'aria-hidden': true } }}>
      <WhatsAppIcon />
    </Badge>
  )
}
