import { List, ListItem, ListItemText, Typography } from '@mui/material'
import type { TimelineEntry } from '@relance/contract'
import { useEffect, useState } from 'react'
import { useRecordContext } from 'react-admin'
import { useShortTime } from '../inbox/use-short-time.ts'
import { Changes } from '../versions/Changes.tsx'
import { request } from '../providers/request.ts'
import { SendState } from '../whatsapp/SendState.tsx'
import { type Translate, useWords } from '../i18n/use-words.ts'

/** What happened to a lead, newest first. */
export const Timeline = () => {
  const lead = useRecordContext()
  const translate = useWords()
  const shortTime = useShortTime()
  const [entries, setEntries] = useState<TimelineEntry[]>([])
  const id = lead?.id
  useEffect(() => {
    if (id === undefined) return
    request<TimelineEntry[]>(`leads/${id}/timeline`).then(
      ({ json }) => setEntries(json),
      () => setEntries([]),
    )
  }, [id])
  if (entries.length === 0) return null
  return (
    <section>
      <Typography variant="h6" component="h2" sx={{ padding: 2, paddingBottom: 0 }}>
        {translate('timeline.title')}
      </Typography>
      <List dense>
        {entries.map((entry) => (
          <ListItem
            key={entry.id}
            alignItems="flex-start"
            sx={{ textDecoration: entry.isUndone ? 'line-through' : 'none' }}
          >
            <ListItemText
              primary={<Title entry={entry} />}
              secondary={<Detail entry={entry} />}
              slotProps={{ secondary: { component: 'div' } }}
            />
            <Typography variant="caption" color="text.secondary" noWrap sx={{ marginLeft: 2, flexShrink: 0 }}>
              {shortTime(entry.at)}
            </Typography>
          </ListItem>
        ))}
      </List>
    </section>
  )
}

const Title = ({ entry }: { entry: TimelineEntry }) => {
  const translate = useWords()
  if (entry.kind !== 'relance') return titleOf(entry, translate)
  return (
    <>
      {translate('timeline.relance')} · <SendState state={entry.state ?? ''} />
    </>
  )
}

function titleOf({ kind, actorName, action }: TimelineEntry, translate: Translate): string {
  const words = kind === 'action' ? (`timeline.actions.${action}` as const) : (`timeline.changes.${action}` as const)
  const known = kind === 'change' ? translate(`audit.actions.${action}`, { _: action ?? '' }) : (action ?? '')
  return `${actorName} ${translate(words, { _: known })}`
}

/** The message that was sent, or what was changed; that all was empty before says nothing. */
const Detail = ({ entry: { kind, action, message, fields } }: { entry: TimelineEntry }) =>
  kind === 'relance' ? message : action === 'updated' ? <Changes resource="leads" changes={fields} /> : null
