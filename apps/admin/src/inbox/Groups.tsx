/** The cards of the queue, under overdue, today and later, each with its colour. */
import { Box, Card, CardActionArea, Chip, Stack, Typography } from '@mui/material'
import type { Relance } from '@relance/contract'
import type { ReactNode } from 'react'
import { useWords } from '../i18n/use-words.ts'
import { LeadName } from './LeadName.tsx'
import { BUCKETS, type Bucket, bucketOf, isReady } from './queue.ts'
import { Swipe } from './Swipe.tsx'
import type { Swiped } from './swipe.ts'
import { useShortTime } from '../formats/use-short-time.ts'

const COLOURS: Record<Bucket, string> = { overdue: 'error.main', today: 'success.main', later: 'text.secondary' }

interface Props {
  items: readonly Relance[]
  now: number
  open(id: string): void
  swiped(item: Relance, what: Swiped): void
}

export const Groups = ({ items, now, open, swiped }: Props) => (
  <>
    {BUCKETS.map((bucket) => (
      <Group
        key={bucket}
        bucket={bucket}
        items={items.filter((item) => bucketOf(item, now) === bucket)}
        now={now}
        open={open}
        swiped={swiped}
      />
    ))}
  </>
)

const Group = ({ bucket, items, now, open, swiped }: Props & { bucket: Bucket }) => {
  const translate = useWords()
  if (items.length === 0) return null
  return (
    <Box component="section" sx={{ marginTop: 3 }}>
      <Typography variant="h6" component="h2" sx={{ color: COLOURS[bucket], marginBottom: 1 }}>
        {translate(`inbox.bucket.${bucket}`)} · {items.length}
      </Typography>
      <Stack spacing={1} component="ul" sx={{ listStyle: 'none', padding: 0, margin: 0 }}>
        {items.map((item) => (
          <li key={item.id}>
            <Swipeable isOn={isReady(item, now)} swiped={(what) => swiped(item, what)}>
              <QueueCard
                item={item}
                colour={COLOURS[bucket]}
                isForNow={isReady(item, now)}
                open={() => open(item.id)}
              />
            </Swipeable>
          </li>
        ))}
      </Stack>
    </Box>
  )
}

/** What is still to come stays where it is. */
const Swipeable = ({ isOn, swiped, children }: { isOn: boolean; swiped(what: Swiped): void; children: ReactNode }) =>
  isOn ? <Swipe swiped={swiped}>{children}</Swipe> : children

interface CardProps {
  item: Relance
  colour: string
  isForNow: boolean
  open(): void
}

const QueueCard = ({ item, colour, isForNow, open }: CardProps) => {
  const translate = useWords()
  const shortTime = useShortTime()
  return (
    <Card variant="outlined" sx={{ borderLeft: 4, borderLeftColor: colour }}>
      <CardActionArea onClick={open} data-queue-item sx={{ padding: 1.5, minHeight: 64 }}>
        <Stack direction="row" justifyContent="space-between" spacing={1}>
          <Typography
            component="span"
            sx={{ fontWeight: isForNow ? 600 : 400, minWidth: 0, overflowWrap: 'anywhere', textAlign: 'left' }}
          >
            <LeadName leadId={item.leadId} />
          </Typography>
          <Typography component="span" variant="body2" color="text.secondary" noWrap sx={{ flexShrink: 0 }}>
            {shortTime(item.deliverAt)}
          </Typography>
        </Stack>
        <Stack direction="row" spacing={1} alignItems="center">
          <Typography component="span" variant="body2" color="text.secondary" noWrap sx={{ flexGrow: 1 }}>
            {item.message}
          </Typography>
          {item.state === 'opened' && <Chip size="small" color="warning" label={translate('inbox.to_confirm')} />}
        </Stack>
      </CardActionArea>
    </Card>
  )
}
