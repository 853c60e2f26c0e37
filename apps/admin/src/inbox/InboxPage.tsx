import { Box, Button, Tab, Tabs, Typography } from '@mui/material'
import type { Relance } from '@relance/contract'
import { useCallback, useState } from 'react'
import { Title } from 'react-admin'
import { useNavigate, useParams, useSearchParams } from 'react-router-dom'
import { useWords } from '../i18n/use-words.ts'
import { Failure } from '../reading/Failure.tsx'
import { Waiting } from '../reading/Waiting.tsx'
import { Awaiting } from './Awaiting.tsx'
import { DayProgress } from './DayProgress.tsx'
import { Groups } from './Groups.tsx'
import { KeysHelp, NoticesHint, SentRelance } from './later-parts.tsx'
import { isInQueue, isReady, neighbour, readyOf } from './queue.ts'
import type { Outcome } from './outcomes.ts'
import { RelanceMode } from './RelanceMode.tsx'
import { HeldNotes } from '../stops/HeldNotes.tsx'
import { UndoBar } from './UndoBar.tsx'
import { useKeys } from './use-keys.ts'
import { useMinute } from '../providers/use-minute.ts'
import type { Swiped } from './swipe.ts'
import { useWaiting } from '../waiting/use-waiting.ts'
import { WaitingBar } from '../waiting/WaitingBar.tsx'
import { useActions, useAwaiting, useQueue } from './use-queue.ts'
import { useShortTime } from '../formats/use-short-time.ts'

/** The closer's queue: what is overdue, for today, and to come; one tap opens the relance, which has an address of its own. */
export const InboxPage = () => {
  const translate = useWords()
  const { data: items = [], isSuccess, isPending, error, refetch } = useQueue()
  const { act, reword, done, forget } = useActions()
  const { data: awaiting = [], total = 0 } = useAwaiting()
  const [view, setView] = useView()
  const { current, sentId, show } = useCurrent(items, done?.relance ?? null, !isSuccess)
  const leave = useCallback(() => show(null), [show])
  const record = (item: Relance, outcome: Outcome): void => void act(item, 'outcome', { outcome })
  const [isHelping, setIsHelping] = useState(false)
  const now = useMinute()
  const { waiting } = useWaiting()
  const left = items.filter(({ id }) => !waiting.some(({ relanceId }) => relanceId === id))
  const ready = readyOf(left, now)

  /** On to the next one that is for now; back to the queue after the last. */
  const go = (direction: 1 | -1): void => {
    if (current) show(neighbour(ready, current.id, direction)?.id ?? null)
  }
  const undo = async (): Promise<void> => {
    if (!done) return
    const back = await act(done.relance, 'undo', { actionId: done.relance.actionId })
    // What was sent stays sent when only its outcome is taken back: the list it was in shows it again.
    if (back && back !== 'waiting' && isInQueue(back)) show(back.id)
  }
  const swiped = (item: Relance, what: Swiped): void =>
    void act(item, what, what === 'snooze' ? { preset: 'tomorrow' } : undefined)
  useKeys(
    { u: () => void undo(), '?': () => setIsHelping(true), j: () => moveFocus(1), k: () => moveFocus(-1) },
    !current && !isHelping,
  )
  const undoBar = <UndoBar done={done} undo={() => void undo()} forget={forget} />

  return (
    <Box sx={{ maxWidth: 720, marginX: 'auto', width: '100%', paddingX: { xs: 1.5, sm: 0 }, paddingBottom: 4 }}>
      <Title title={translate('inbox.title')} />
      {!current && undoBar}
      {!current && <HeldNotes />}
      {!current && <NoticesHint />}
      {error && <Failure error={error} retry={refetch} />}
      {isPending && !error && <Waiting />}
      {sentId && <SentRelance id={sentId} record={record} leave={leave} />}
      {!sentId && (
        <Tabs value={view} onChange={(_, next: View) => setView(next)} variant="fullWidth">
          <Tab value="queue" label={`${translate('inbox.tab')} · ${ready.length}`} />
          <Tab value="awaiting" label={`${translate('inbox.awaiting')} · ${total}`} />
        </Tabs>
      )}
      {!sentId && view === 'awaiting' && <Awaiting items={awaiting} record={record} />}
      {!sentId && view === 'queue' && (isSuccess || items.length > 0) && (
        <>
          <DayProgress left={ready.length} />
          {ready.length === 0 && <NothingToDo next={left[0]} />}
          {ready[0] && (
            <Button
              variant="contained"
              size="large"
              fullWidth
              sx={{ marginTop: 1, minHeight: 56 }}
              onClick={() => show(ready[0]?.id ?? null)}
            >
              {translate('inbox.begin', { smart_count: ready.length })}
            </Button>
          )}
          <Groups items={left} now={now} open={show} swiped={swiped} />
        </>
      )}
      {current && (
        <RelanceMode
          key={current.id}
          relance={current}
          left={ready.length}
          isReady={isReady(current, now)}
          act={act}
          reword={(message) => reword(current, message)}
          undo={() => void undo()}
          go={go}
          close={() => show(null)}
        >
          {undoBar}
          <WaitingBar />
        </RelanceMode>
      )}
      {isHelping && <KeysHelp close={() => setIsHelping(false)} />}
    </Box>
  )
}

/**
 * The relance of the address; one that was just settled stays until the next is shown. `sentId` is one that is not in the queue.
 * Back leads to the queue.
 */
function useCurrent(items: readonly Relance[], settled: Relance | null, isUnknown: boolean) {
  const { relanceId = null } = useParams()
  const navigate = useNavigate()
  const open = items.find((item) => item.id === relanceId)
  const current = open ?? (settled?.id === relanceId ? settled : null)
  const show = useCallback(
    (id: string | null): void => {
      void navigate(id === null ? '/inbox' : `/inbox/${id}`, { replace: relanceId !== null })
    },
    [navigate, relanceId],
  )
  return { current, sentId: isUnknown || current ? null : relanceId, show }
}

type View = 'queue' | 'awaiting'

/** Which list is shown is in the address, so that it survives a reload. */
function useView(): [View, (next: View) => void] {
  const [search, setSearch] = useSearchParams()
  const view: View = search.get('view') === 'awaiting' ? 'awaiting' : 'queue'
  return [view, (next) => setSearch(next === 'awaiting' ? { view: next } : {}, { replace: true })]
}

/** From card to card, among the links and buttons of the queue. */
function moveFocus(direction: 1 | -1): void {
  const cards = [...document.querySelectorAll<HTMLElement>('[data-queue-item]')]
  const at = cards.findIndex((card) => card === document.activeElement)
  const next = at === -1 ? (direction === 1 ? 0 : cards.length - 1) : at + direction
  cards[Math.min(Math.max(next, 0), cards.length - 1)]?.focus()
}

const NothingToDo = ({ next }: { next: Relance | undefined }) => {
  const translate = useWords()
  const shortTime = useShortTime()
  return (
    <Box sx={{ textAlign: 'center', marginY: '12vh' }}>
      <Typography variant="h5" component="p" gutterBottom>
        {translate('inbox.empty')}
      </Typography>
      <Typography color="text.secondary">
        {next ? translate('inbox.empty_until', { when: shortTime(next.deliverAt) }) : translate('inbox.empty_hint')}
      </Typography>
    </Box>
  )
}
