/** Grey lines in place of what is being read; nothing at all for the first second, which most readings do not take. */
import { Skeleton, Stack } from '@mui/material'
import { useTimeout } from 'react-admin'

const AFTER_MS = 1_000

export const Waiting = ({ lines = 5 }: { lines?: number }) => {
  const isLong = useTimeout(AFTER_MS)
  if (!isLong) return null
  return (
    <Stack spacing={1} sx={{ marginY: 2 }} aria-hidden>
      {Array.from({ length: lines }, (_, place) => (
        <Skeleton key={place} variant="rounded" height={64} />
      ))}
    </Stack>
  )
}
