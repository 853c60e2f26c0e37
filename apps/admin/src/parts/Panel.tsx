/** A titled part of a page, with what it shows while its figures are read, when they cannot be, and when there are none. */
import { Box, Card, CardContent, Skeleton, Typography } from '@mui/material'
import { type ReactNode, useId } from 'react'
import { useTimeout } from 'react-admin'
import { Failure } from '../reading/Failure.tsx'
import type { Reading } from '../reading/together.ts'

interface Props {
  title: string
  summary?: ReactNode
  action?: ReactNode
  /** Of the figures it shows; none: it has all it needs. */
  reading?: Reading
  children: ReactNode
}

export const Panel = ({ title, summary, action, reading, children }: Props) => {
  const id = useId()
  return (
    <Card variant="outlined" component="section" aria-labelledby={id} sx={{ minWidth: 0 }}>
      <CardContent>
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, flexWrap: 'wrap' }}>
          <Typography id={id} variant="h6" component="h2" sx={{ flexGrow: 1 }}>
            {title}
          </Typography>
          {action}
        </Box>
        {summary && (
          <Typography variant="body2" color="text.secondary" gutterBottom>
            {summary}
          </Typography>
        )}
        {reading?.error && <Failure error={reading.error} retry={reading.refetch} />}
        {reading?.isPending && !reading.error ? (
          <Bones />
        ) : (
          // What was read before stays.
          !(reading?.error && reading.data === undefined) && children
        )}
      </CardContent>
    </Card>
  )
}

/** Only when it takes longer than a second: a flicker is worse than a blank. */
const Bones = () =>
  useTimeout(1_000) ? <Skeleton variant="rounded" height={160} /> : <Box sx={{ height: 160 }} aria-busy />
