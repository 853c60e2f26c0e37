/** What was said by WhatsApp, both ways, oldest first: the lead on the left, we on the right, each with what became of it. */
import { Box, Button, Typography } from '@mui/material'
import type { TimelineEntry } from '@relance/contract'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useRecordContext } from 'react-admin'
import { useShortTime } from '../formats/use-short-time.ts'
import { type Translate, useWords } from '../i18n/use-words.ts'
import { request } from '../providers/request.ts'
import { SendState } from '../whatsapp/SendState.tsx'
import { saidIn } from './said.ts'

/** The latest ones are shown at once. */
const SHOWN = 6
/** Their words say enough of what they are. */
const PLAIN = ['text', 'button', 'interactive', 'reaction']

export const Conversation = () => {
  const lead = useRecordContext()
  const translate = useWords()
  const [isWhole, setIsWhole] = useState(false)
  const { data = [] } = useQuery<TimelineEntry[], Error>({
    queryKey: ['timeline', lead?.id],
    queryFn: async () => (await request<TimelineEntry[]>(`leads/${lead?.id}/timeline`)).json,
    enabled: lead !== undefined,
  })
  const said = saidIn(data)
  // Without a word of the lead there is no conversation; the history has the rest, and says when it cannot be read.
  if (!said.some(({ kind }) => kind === 'received')) return null
  const shown = isWhole ? said : said.slice(-SHOWN)
  return (
    <Box component="section" aria-label={translate('conversation.title')} sx={{ padding: 2, paddingBottom: 0 }}>
      <Typography variant="subtitle2" component="h2" gutterBottom>
        {translate('conversation.title')}
      </Typography>
      {said.length > shown.length && (
        <Button size="small" onClick={() => setIsWhole(true)} sx={{ minHeight: 44 }}>
          {translate('conversation.more')}
        </Button>
      )}
      <Box component="ol" sx={{ listStyle: 'none', padding: 0, margin: 0, display: 'grid', gap: 1 }}>
        {shown.map((entry) => (
          <Said key={entry.id} entry={entry} />
        ))}
      </Box>
    </Box>
  )
}

const Said = ({ entry }: { entry: TimelineEntry }) => {
  const translate = useWords()
  const shortTime = useShortTime()
  const { kind, at, message, state, details } = entry
  const isTheirs = kind === 'received'
  const what = mediaOf(entry, translate)
  return (
    <Box
      component="li"
      sx={{
        justifySelf: isTheirs ? 'start' : 'end',
        maxWidth: '85%',
        minWidth: 0,
        paddingX: 1.5,
        paddingY: 0.75,
        borderRadius: 2,
        border: 1,
        borderColor: 'divider',
        backgroundColor: isTheirs ? 'background.default' : 'action.selected',
      }}
    >
      <Typography variant="caption" color="text.secondary" component="div">
        {whoOf(entry, translate)} · <time dateTime={at}>{shortTime(at)}</time>
      </Typography>
      {what && (
        <Typography variant="body2" component="div" sx={{ fontStyle: 'italic' }}>
          {what}
        </Typography>
      )}
      {message && (
        <Typography variant="body2" component="div" sx={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
          {message}
        </Typography>
      )}
      {state !== null && (
        <Typography variant="caption" color="text.secondary" component="div">
          <SendState state={state} />
          {kind === 'answer' && state === 'failed' && details}
        </Typography>
      )}
    </Box>
  )
}

function whoOf({ kind, actorName }: TimelineEntry, translate: Translate): string {
  if (kind === 'received') return translate('conversation.lead')
  if (kind === 'written') return translate('conversation.phone')
  return actorName ?? translate('conversation.us')
}

/** Names what is no text. */
function mediaOf({ kind, action }: TimelineEntry, translate: Translate): string {
  if ((kind !== 'received' && kind !== 'written') || action === null || PLAIN.includes(action)) return ''
  return translate(`conversation.media.${action}`, { _: '' })
}
