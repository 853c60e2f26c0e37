import { Card, CardActionArea, CardContent, Stack, Typography } from '@mui/material'
import type { Relance } from '@relance/contract'
import { useState } from 'react'
import { useGetList } from 'react-admin'
import { Link } from 'react-router-dom'
import { useWords, type WordKey } from '../i18n/use-words.ts'
import { Failure } from '../reading/Failure.tsx'
import { relancesPath } from '../reading/relances-path.ts'
import { type Reading, together } from '../reading/together.ts'

/** The four numbers of now; each opens the list behind it. */
export const Counts = () => {
  const [midnight] = useState(() => new Date(new Date().setHours(0, 0, 0, 0)).toISOString())
  const counts = [
    useCount('dashboard.due_now', { inbox: true }),
    useCount('dashboard.overdue', { inbox: true, deliverAt_lt: midnight }),
    useCount('dashboard.unassigned', { inbox: true, closerId_in: [null] }),
    useCount('dashboard.done_today', { state_in: ['sent', 'skipped'], settledAt_gte: midnight }),
  ]
  const { error, refetch } = together(...counts.map(({ reading }) => reading))
  return (
    <>
      {error && <Failure error={error} retry={refetch} />}
      <Stack direction="row" spacing={2} useFlexGap flexWrap="wrap">
        {counts.map((count) => (
          <Count key={count.label} {...count} />
        ))}
      </Stack>
    </>
  )
}

interface Counted {
  label: WordKey
  filter: object
  reading: Reading & { total?: number | undefined }
}

const useCount = (label: WordKey, filter: object): Counted => ({
  label,
  filter,
  reading: useGetList<Relance>('relances', { filter, pagination: { page: 1, perPage: 1 } }),
})

const Count = ({ label, filter, reading: { total, error } }: Counted) => {
  const translate = useWords()
  return (
    <Card variant="outlined" sx={{ minWidth: 150, flex: '1 1 150px' }}>
      <CardActionArea component={Link} to={relancesPath(filter)}>
        <CardContent>
          <Typography variant="h4" component="p">
            {total ?? (error ? '—' : '…')}
          </Typography>
          <Typography color="text.secondary">{translate(label)}</Typography>
        </CardContent>
      </CardActionArea>
    </Card>
  )
}
