import { Alert, Box, Button, Card, CardActionArea, CircularProgress, Snackbar, Stack, Typography } from '@mui/material'
import type { Relance } from '@relance/contract'
import { useEffect, useState } from 'react'
import { Title } from 'react-admin'
import { LeadName } from './LeadName.tsx'
import { BUCKETS, type Bucket, bucketOf, readyOf } from './queue.ts'
import { RelanceMode } from './RelanceMode.tsx'
import { useActions, useQueue } from './use-queue.ts'
import { useMinute } from './use-minute.ts'
import { useShortTime } from './use-short-time.ts'
import { useWords } from '../i18n/use-words.ts'

const COLOURS: Record<Bucket, string> = { overdue: 'error.main', now: 'success.main', later: 'text.secondary' }

/** The closer's queue: what is overdue, for now, and to come; one tap opens the relance. */
export const InboxPage = () => {
  const translate = useWords()
  const { data: items = [], isPending, error } = useQueue()
  const { act, done, forget } = useActions()
  const [currentId, setCurrentId] = useState<string | null>(null)
  const now = useMinute()
  const ready = readyOf(items, now)
  const current = items.find((item) => item.id === currentId) ?? (done?.relance.id === currentId ? done.relance : null)

  useEffect(() => {
    if (currentId !== null && !isPending && current === null) setCurrentId(null)
  }, [currentId, current, isPending])

  /** On to the next one that is for now; back to the queue after the last. */
  const next = (from: string): void => {
    const at = ready.findIndex((item) => item.id === from)
    const follower = ready.filter((item) => item.id !== from)[Math.max(at, 0)] ?? ready.find((item) => item.id !== from)
    setCurrentId(follower?.id ?? null)
  }

  const undoBar = (
    <Snackbar
      open={done !== null}
      autoHideDuration={15_000}
      onClose={(_, reason) => reason === 'timeout' && forget()}
      message={done && translate(`inbox.done.${done.verb}`)}
      action={
        done && (
          <Button
            color="inherit"
            size="small"
            onClick={async () => {
              const back = await act(done.relance, 'undo', { actionId: done.relance.actionId })
              if (back) setCurrentId(back.id)
            }}
          >
            {translate('inbox.undo')}
          </Button>
        )
      }
    />
  )

  return (
    <Box sx={{ maxWidth: 720, marginX: 'auto', width: '100%', paddingBottom: 10 }}>
      <Title title={translate('inbox.title')} />
      {error && <Alert severity="error">{error.message}</Alert>}
      {isPending && !error && <CircularProgress sx={{ display: 'block', margin: '20vh auto' }} />}
      {!isPending && items.length === 0 && <Empty />}
      {ready.length > 0 && (
        <Button
          variant="contained"
          size="large"
          fullWidth
          sx={{ marginY: 2 }}
          onClick={() => setCurrentId(ready[0]?.id ?? null)}
        >
          {translate('inbox.begin', { smart_count: ready.length })}
        </Button>
      )}
      {BUCKETS.map((bucket) => (
        <Group
          key={bucket}
          bucket={bucket}
          items={items.filter((item) => bucketOf(item, now) === bucket)}
          open={setCurrentId}
        />
      ))}
      {current && (
        <RelanceMode
          key={current.id}
          relance={current}
          left={ready.length}
          isReady={bucketOf(current, now) !== 'later'}
          act={act}
          next={() => next(current.id)}
          close={() => setCurrentId(null)}
        >
          {undoBar}
        </RelanceMode>
      )}
      {!current && undoBar}
    </Box>
  )
}

const Empty = () => {
  const translate = useWords()
  return (
    <Box sx={{ textAlign: 'center', marginTop: '20vh' }}>
      <Typography variant="h5" gutterBottom>
        {translate('inbox.empty')}
      </Typography>
      <Typography color="text.secondary">{translate('inbox.empty_hint')}</Typography>
    </Box>
  )
}

const Group = ({ bucket, items, open }: { bucket: Bucket; items: Relance[]; open: (id: string) => void }) => {
  const translate = useWords()
  if (items.length === 0) return null
  return (
    <Box component="section" sx={{ marginTop: 2 }}>
      <Typography variant="h6" component="h2" sx={{ color: COLOURS[bucket], marginBottom: 1 }}>
        {translate(`inbox.bucket.${bucket}`)} · {items.length}
      </Typography>
      <Stack spacing={1} component="ul" sx={{ listStyle: 'none', padding: 0, margin: 0 }}>
        {items.map((item) => (
          <li key={item.id}>
            <QueueCard item={item} bucket={bucket} open={() => open(item.id)} />
          </li>
        ))}
      </Stack>
    </Box>
  )
}

const QueueCard = ({ item, bucket, open }: { item: Relance; bucket: Bucket; open: () => void }) => {
  const shortTime = useShortTime()
  return (
    <Card variant="outlined" sx={{ borderLeft: 4, borderLeftColor: COLOURS[bucket] }}>
      <CardActionArea onClick={open} sx={{ padding: 1.5 }}>
        <Stack direction="row" justifyContent="space-between" spacing={1}>
          <Typography component="span" sx={{ fontWeight: 600 }}>
            <LeadName leadId={item.leadId} />
          </Typography>
          <Typography component="span" variant="body2" color="text.secondary" noWrap>
            {shortTime(item.deliverAt)}
          </Typography>
        </Stack>
        <Typography component="span" variant="body2" color="text.secondary" noWrap sx={{ display: 'block' }}>
          {item.message}
        </Typography>
      </CardActionArea>
    </Card>
  )
}
