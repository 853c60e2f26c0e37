import { Box, List, ListItem, ListItemText, Typography } from '@mui/material'
import type { TimelineEntry } from '@relance/contract'
import { useQuery } from '@tanstack/react-query'
import { useLocaleState, useRecordContext } from 'react-admin'
import { isAnswerable } from '../inbox/outcomes.ts'
import { RecordOutcome } from '../inbox/RecordOutcome.tsx'
import { UndoBar } from '../inbox/UndoBar.tsx'
import { useActions } from '../inbox/use-queue.ts'
import { useShortTime } from '../formats/use-short-time.ts'
import { Retract } from './Retract.tsx'
import { Failure } from '../reading/Failure.tsx'
import { Changes } from '../versions/Changes.tsx'
import { request } from '../providers/request.ts'
import { SendState } from '../whatsapp/SendState.tsx'
import { PRICE_DECIMALS, useMoney } from '../whatsapp/use-money.ts'
import { type Translate, useWords } from '../i18n/use-words.ts'

/** What happened to a lead, newest first. */
export const Timeline = () => {
  const lead = useRecordContext()
  const translate = useWords()
  const shortTime = useShortTime()
  const id = lead?.id
  const {
    data: entries = [],
    error,
    refetch,
  } = useQuery<TimelineEntry[], Error>({
    queryKey: ['timeline', id],
    queryFn: async () => (await request<TimelineEntry[]>(`leads/${id}/timeline`)).json,
    enabled: id !== undefined,
  })
  const { act, done, forget } = useActions()
  const undo = async (): Promise<void> => {
    if (done) await act(done.relance, 'undo', { actionId: done.relance.actionId })
  }
  if (entries.length === 0 && !error) return null
  return (
    <section>
      <Typography variant="h6" component="h2" sx={{ padding: 2, paddingBottom: 0 }}>
        {translate('timeline.title')}
      </Typography>
      <UndoBar done={done} undo={() => void undo()} forget={forget} />
      {error && <Failure error={error} retry={refetch} />}
      <List dense>
        {entries.map((entry) => (
          <ListItem
            key={entry.id}
            alignItems="flex-start"
            sx={{ textDecoration: entry.isUndone ? 'line-through' : 'none' }}
          >
            <ListItemText
              primary={<Title entry={entry} />}
              secondary={
                <>
                  <Detail entry={entry} />
                  {canBeAnswered(entry) && (
                    <RecordOutcome choose={(outcome) => void act({ id: entry.id }, 'outcome', { outcome })} />
                  )}
                  <Retract entry={entry} leadId={String(id)} />
                </>
              }
              slotProps={{ secondary: { component: 'div' } }}
            />
            <Typography
              variant="caption"
              color="text.secondary"
              noWrap
              sx={{ marginLeft: 2, marginTop: 0.75, flexShrink: 0 }}
            >
              {shortTime(entry.at)}
            </Typography>
          </ListItem>
        ))}
      </List>
    </section>
  )
}

/** The lead may answer late: until then, and when something else came of it after all. */
const canBeAnswered = ({ kind, state }: TimelineEntry): boolean => kind === 'relance' && isAnswerable(state)

const Title = ({ entry }: { entry: TimelineEntry }) => {
  const translate = useWords()
  const { kind, action, state, details } = entry
  const episode = useNthEpisode(entry)
  if (kind === 'relance') {
    return (
      <>
        {translate('timeline.relance')}
        {episode && ` · ${episode}`} · <SendState state={state ?? ''} />
      </>
    )
  }
  if (kind === 'episode') {
    const why = translate(`why.begun.${action}`, { _: action ?? '' })
    return translate('timeline.came_back', { episode, rule: details ?? '', why })
  }
  if (kind === 'send') return translate(`timeline.sends.${action}`, { _: action ?? '' })
  if (kind === 'received') return translate(`timeline.received.${action}`, { _: action ?? '' })
  if (kind === 'written') return translate('timeline.written')
  if (kind === 'answer') {
    return (
      <>
        {translate('timeline.answer', { who: entry.actorName ?? '' })} · <SendState state={state ?? ''} />
      </>
    )
  }
  if (kind === 'contact')
    return translate(`timeline.contacts.${(action ?? '').replace(' ', '_')}`, { who: entry.actorName ?? '', _: '' })
  if (kind === 'note') return translate('timeline.note', { who: entry.actorName ?? '' })
  if (kind === 'imported')
    return translate(`timeline.imported.${action}`, { details: entry.details ?? '', _: action ?? '' })
  return titleOf(entry, translate)
}

/** “2nd episode” of a lead that came back; empty in its first one. */
function useNthEpisode({ episode }: TimelineEntry): string {
  const translate = useWords()
  const [locale] = useLocaleState()
  if (episode === null || episode < 2) return ''
  const form = new Intl.PluralRules(locale, { type: 'ordinal' }).select(episode)
  return translate(`timeline.nth_episode.${form}`, { n: episode, _: String(episode) })
}

function titleOf({ kind, actorName, action }: TimelineEntry, translate: Translate): string {
  const words = kind === 'action' ? (`timeline.actions.${action}` as const) : (`timeline.changes.${action}` as const)
  const known = kind === 'change' ? translate(`audit.actions.${action}`, { _: action ?? '' }) : (action ?? '')
  return `${actorName} ${translate(words, { _: known })}`
}

/** What was sent or received, why a message failed, or what was changed; that all was empty before says nothing. */
const Detail = ({ entry }: { entry: TimelineEntry }) => {
  const translate = useWords()
  const { kind, action, message, state, reason, details, fields, cost } = entry
  const money = useMoney(cost?.currency ?? 'EUR', PRICE_DECIMALS)
  if (kind === 'change') {
    return action === 'updated' || action === 'opted_out' ? <Changes resource="leads" changes={fields} /> : null
  }
  if (kind === 'contact' || kind === 'note') return message && <Box sx={{ whiteSpace: 'pre-line' }}>{message}</Box>
  if (kind === 'answer')
    return (
      <Box sx={{ whiteSpace: 'pre-line' }}>{[message, state === 'failed' && details].filter(Boolean).join('\n')}</Box>
    )
  if (kind === 'relance') return <Sent message={message} written={details} />
  if (kind !== 'send') return message
  const why = reason === null ? '' : translate(`whatsapp.reasons.${reason}`, { _: '' })
  const price = cost && (cost.amount === 0 ? translate('timeline.free') : money(cost.amount))
  return [why, details, price].filter(Boolean).join(' · ') || null
}

/** What was sent, and behind one tap what the template said, where a person has changed the words. */
const Sent = ({ message, written }: { message: string | null; written: string | null }) => {
  const translate = useWords()
  return (
    <>
      <Box sx={{ whiteSpace: 'pre-line' }}>{message}</Box>
      {written !== null && (
        <details>
          <summary>{translate('timeline.changed')}</summary>
          <Box sx={{ whiteSpace: 'pre-line' }}>{written}</Box>
        </details>
      )}
    </>
  )
}
