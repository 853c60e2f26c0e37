import { Card, CardActionArea, CardContent, Stack, Typography } from '@mui/material'
import type { Relance } from '@relance/contract'
import { useState } from 'react'
import { useGetList } from 'react-admin'
import { Link } from 'react-router-dom'
import { useWords, type WordKey } from '../i18n/use-words.ts'

/** The four numbers of now; each opens the list behind it. */
export const Counts = () => {
  const [midnight] = useState(() => new Date(new Date().setHours(0, 0, 0, 0)).toISOString())
  return (
    <Stack direction="row" spacing={2} useFlexGap flexWrap="wrap">
      <Count label="dashboard.due_now" filter={{ inbox: true }} />
      <Count label="dashboard.overdue" filter={{ inbox: true, deliverAt_lt: midnight }} />
      <Count label="dashboard.unassigned" filter={{ inbox: true, closerId_in: [null] }} />
      <Count label="dashboard.done_today" filter={{ state_in: ['sent', 'skipped'], settledAt_gte: midnight }} />
    </Stack>
  )
}

export const relancesPath = (filter: object): string =>
  `/relances?${new URLSearchParams({ filter: JSON.stringify(filter), page: '1' })}`

const Count = ({ label, filter }: { label: WordKey; filter: object }) => {
  const translate = useWords()
  const { total } = useGetList<Relance>('relances', { filter, pagination: { page: 1, perPage: 1 } })
  return (
    <Card variant="outlined" sx={{ minWidth: 150, flex: '1 1 150px' }}>
      <CardActionArea component={Link} to={relancesPath(filter)}>
        <CardContent>
          <Typography variant="h4" component="p">
            {total ?? '…'}
          </Typography>
          <Typography color="text.secondary">{translate(label)}</Typography>
        </CardContent>
      </CardActionArea>
    </Card>
  )
}
