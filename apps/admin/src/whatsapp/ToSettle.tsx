/** Messages only a person can say what became of, and those that failed. */
import { Box, Button, Link as MuiLink, Stack, Typography } from '@mui/material'
import type { SentMessage } from '@relance/contract'
import { instantFormat } from '@relance/contract/instants'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocaleState } from 'react-admin'
import { Link } from 'react-router-dom'
import { useWords } from '../i18n/use-words.ts'
import { Panel } from '../parts/Panel.tsx'
import { request } from '../providers/request.ts'
import { useAct } from './use-whatsapp.ts'

type Kind = 'unsettled' | 'dead-letters'

/** `awaiting`: not to be settled yet, since WhatsApp may still tell. */
export const ToSettle = ({ awaiting }: { awaiting: number }) => (
  <>
    <Messages kind="unsettled" awaiting={awaiting} />
    <Messages kind="dead-letters" />
  </>
)

/** The server gives the first of them. */
async function readMessages(kind: Kind): Promise<{ messages: SentMessage[]; total: number }> {
  const { json, headers } = await request<SentMessage[]>(`whatsapp/${kind}`)
  return { messages: json, total: Number(headers.get('content-range')?.split('/').at(-1) ?? json.length) }
}

const Messages = ({ kind, awaiting = 0 }: { kind: Kind; awaiting?: number }) => {
  const translate = useWords()
  const reading = useQuery<Awaited<ReturnType<typeof readMessages>>, Error>({
    queryKey: ['whatsapp', kind],
    queryFn: () => readMessages(kind),
  })
  const { messages = [], total = 0 } = reading.data ?? {}
  return (
    <Panel title={translate(`whatsapp.${kind}.title`)} summary={translate(`whatsapp.${kind}.hint`)} reading={reading}>
      {awaiting > 0 && (
        <Typography gutterBottom>{translate('whatsapp.unsettled.awaiting', { smart_count: awaiting })}</Typography>
      )}
      {messages.length === 0 ? (
        <Typography>{translate(`whatsapp.${kind}.none`)}</Typography>
      ) : (
        <Box component="ul" sx={{ listStyle: 'none', padding: 0, margin: 0 }}>
          {messages.map((message) => (
            <Message key={message.id} message={message} kind={kind} />
          ))}
        </Box>
      )}
      {total > messages.length && (
        <Typography variant="body2" color="text.secondary">
          {translate('whatsapp.more', { smart_count: total - messages.length })}
        </Typography>
      )}
    </Panel>
  )
}

const Message = ({ message, kind }: { message: SentMessage; kind: Kind }) => {
  const translate = useWords()
  const [locale] = useLocaleState()
  const { id, leadId, leadName, ruleName, takenAt, unknownAt, reason, errorCode, errorDetails } = message
  const format = instantFormat(locale, { dateStyle: 'short', timeStyle: 'short' })
  const at = (instant: string): string => format.format(new Date(instant))
  const why = reason === null ? '' : translate(`whatsapp.reasons.${reason}`, { _: '' })
  // Without a code it is not WhatsApp that speaks.
  const told = errorCode === null ? null : errorDetails
  return (
    <Box component="li" sx={{ paddingY: 1.5, borderTop: 1, borderColor: 'divider' }}>
      <Typography variant="subtitle2" component="h3">
        <MuiLink component={Link} to={`/leads/${leadId}`}>
          {leadName || '—'}
        </MuiLink>
        {` · ${ruleName ?? '—'} · `}
        {kind === 'unsettled' && unknownAt
          ? translate('whatsapp.unknown_since', { at: at(unknownAt) })
          : at(message.failedAt ?? takenAt)}
      </Typography>
      <Typography variant="body2" sx={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
        {message.message}
      </Typography>
      {(why || told) && (
        <Typography variant="body2" color="text.secondary" sx={{ overflowWrap: 'anywhere' }}>
          {why} {told && translate('whatsapp.own_words', { words: told })}
        </Typography>
      )}
      {kind === 'unsettled' ? <Fate id={id} name={leadName} /> : <HandOver id={id} name={leadName} />}
    </Box>
  )
}

interface AnswerProps {
  id: string
  name: string
}

/** Nothing is sent again by itself, whatever the answer. */
const Fate = ({ id, name }: AnswerProps) => {
  const translate = useWords()
  const [isBusy, act] = useOnce()
  const answer = (as: 'accepted' | 'not-sent', words: string) => (
    <Button
      variant="outlined"
      disabled={isBusy}
      aria-label={translate('shell.pair', { name: words, value: name })}
      onClick={() => act(`whatsapp/unsettled/${id}/${as}`)}
    >
      {words}
    </Button>
  )
  return (
    <Stack direction="row" spacing={1} useFlexGap flexWrap="wrap" sx={{ marginTop: 1 }}>
      {answer('accepted', translate('whatsapp.it_was_sent'))}
      {answer('not-sent', translate('whatsapp.nothing_left'))}
    </Stack>
  )
}

const HandOver = ({ id, name }: AnswerProps) => {
  const translate = useWords()
  const [isBusy, act] = useOnce()
  const words = translate('whatsapp.hand_over')
  return (
    <Button
      variant="outlined"
      disabled={isBusy}
      aria-label={translate('shell.pair', { name: words, value: name })}
      onClick={() => act(`whatsapp/dead-letters/${id}/hand-over`)}
      sx={{ marginTop: 1 }}
    >
      {words}
    </Button>
  )
}

/** One press at a time. */
function useOnce(): readonly [isBusy: boolean, act: (path: string) => void] {
  const act = useAct()
  const [isBusy, setIsBusy] = useState(false)
  return [
    isBusy,
    (path) => {
      setIsBusy(true)
      void act(path).finally(() => setIsBusy(false))
    },
  ]
}
