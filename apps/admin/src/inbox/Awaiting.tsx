/** Relances that were sent and of which nobody has said what came of them, the oldest first. */
import { Card, Link, Stack, Typography } from '@mui/material'
import type { Relance } from '@relance/contract'
import { Link as RouterLink } from 'react-router-dom'
import { useWords } from '../i18n/use-words.ts'
import { LeadName } from './LeadName.tsx'
import type { Outcome } from './outcomes.ts'
import { RecordOutcome } from './RecordOutcome.tsx'
import { useShortTime } from '../formats/use-short-time.ts'

interface Props {
  items: readonly Relance[]
  record(item: Relance, outcome: Outcome): void
}

export const Awaiting = ({ items, record }: Props) => {
  const translate = useWords()
  if (items.length === 0) {
    return (
      <Typography color="text.secondary" sx={{ textAlign: 'center', marginY: '12vh' }}>
        {translate('inbox.awaiting_none')}
      </Typography>
    )
  }
  return (
    <Stack spacing={1} component="ul" sx={{ listStyle: 'none', padding: 0, marginY: 2 }}>
      {items.map((item) => (
        <li key={item.id}>
          <AwaitingCard item={item} record={(outcome) => record(item, outcome)} />
        </li>
      ))}
    </Stack>
  )
}

const AwaitingCard = ({ item, record }: { item: Relance; record(outcome: Outcome): void }) => {
  const translate = useWords()
  const shortTime = useShortTime()
  return (
    <Card variant="outlined" sx={{ padding: 1.5 }}>
      <Stack direction={{ xs: 'column', sm: 'row' }} justifyContent="space-between" columnGap={1}>
        <Link
          component={RouterLink}
          to={`/leads/${item.leadId}`}
          sx={{ fontWeight: 600, minWidth: 0, overflowWrap: 'anywhere', paddingY: { xs: 1, sm: 0 } }}
        >
          <LeadName leadId={item.leadId} />
        </Link>
        <Typography component="span" variant="body2" color="text.secondary" noWrap sx={{ flexShrink: 0 }}>
          {translate('inbox.sent_at', { when: shortTime(item.settledAt ?? item.deliverAt) })}
        </Typography>
      </Stack>
      <Typography variant="body2" color="text.secondary" noWrap sx={{ marginBottom: 1 }}>
        {item.message}
      </Typography>
      <RecordOutcome choose={record} />
    </Card>
  )
}
