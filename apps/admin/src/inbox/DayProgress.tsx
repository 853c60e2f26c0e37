/** How far one is with today: what was settled since midnight, of that and what is still to do. */
import { Box, LinearProgress, Typography } from '@mui/material'
import type { Relance } from '@relance/contract'
import { useGetIdentity, useGetList } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import { startOfDay } from './queue.ts'

interface Props {
  left: number
  /** The bar alone, without words. */
  isBare?: true
}

export const DayProgress = ({ left, isBare }: Props) => {
  const translate = useWords()
  const done = useDoneToday()
  if (done === undefined || done + left === 0) return null
  const words = translate('inbox.progress', { done, total: done + left })
  return (
    <Box sx={isBare ? {} : { marginY: 2 }}>
      {!isBare && (
        <Typography variant="body2" color="text.secondary" gutterBottom>
          {words}
        </Typography>
      )}
      <LinearProgress
        variant="determinate"
        value={(100 * done) / (done + left)}
        aria-label={words}
        sx={{ height: isBare ? 3 : 8, borderRadius: 4 }}
      />
    </Box>
  )
}

function useDoneToday(): number | undefined {
  const { data: identity } = useGetIdentity()
  return useGetList<Relance>(
    'relances',
    {
      filter: {
        closerId: identity?.id,
        state: ['sent', 'skipped'],
        settledAt_gte: new Date(startOfDay(Date.now())).toISOString(),
      },
      pagination: { page: 1, perPage: 1 },
    },
    { enabled: identity !== undefined },
  ).total
}
