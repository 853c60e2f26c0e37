/** The address of a relance that is no longer in the queue: what was sent, and what came of it. */
import { Button, Card, Stack, Typography } from '@mui/material'
import type { Relance } from '@relance/contract'
import { useEffect } from 'react'
import { useGetOne } from 'react-admin'
import { Link as RouterLink } from 'react-router-dom'
import { useWords } from '../i18n/use-words.ts'
import { Bubble } from '../parts/Bubble.tsx'
import { Waiting } from '../reading/Waiting.tsx'
import { LeadName } from './LeadName.tsx'
import { isAnswerable, type Outcome } from './outcomes.ts'
import { OutcomeGrid } from './Outcomes.tsx'
import { useShortTime } from '../formats/use-short-time.ts'

export const SentRelance = ({
  id,
  record,
  leave,
}: {
  id: string
  record(item: Relance, outcome: Outcome): void
  /** There is nothing to say about it, or it is not there. */
  leave(): void
}) => {
  const translate = useWords()
  const shortTime = useShortTime()
  const { data, error } = useGetOne<Relance>('relances', { id }, { retry: false })
  const isOver = error !== null || (data !== undefined && !isAnswerable(data.state))
  useEffect(() => {
    if (isOver) leave()
  }, [isOver, leave])
  if (!data || isOver) return <Waiting />
  return (
    <Card variant="outlined" sx={{ padding: 2, marginTop: 2 }}>
      <Typography variant="h5" component="h2" sx={{ overflowWrap: 'anywhere' }}>
        <LeadName leadId={data.leadId} />
      </Typography>
      <Typography variant="body2" color="text.secondary">
        {translate('inbox.sent_at', { when: shortTime(data.settledAt ?? data.deliverAt) })}
        {data.outcome && ` · ${translate(`inbox.outcome.${data.outcome}`)}`}
      </Typography>
      <Stack sx={{ marginY: 2 }}>
        <Bubble>{data.message}</Bubble>
      </Stack>
      <Typography variant="h6" component="h3" gutterBottom>
        {translate('inbox.outcome_question')}
      </Typography>
      <OutcomeGrid choose={(outcome) => record(data, outcome)} />
      <Stack direction="row" sx={{ marginTop: 2 }}>
        <Button component={RouterLink} to={`/leads/${data.leadId}`}>
          {translate('inbox.lead_page')}
        </Button>
        <Button onClick={leave}>{translate('keys.back')}</Button>
      </Stack>
    </Card>
  )
}
