/** On a lead's page, while WhatsApp takes free text: an answer from here, which leaves at once and counts as a contact. */
import SendIcon from '@mui/icons-material/Send'
import { Alert, Box, Button, TextField, Typography } from '@mui/material'
import type { Answer, AnswerWindow } from '@relance/contract'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNotify, useRecordContext } from 'react-admin'
import { useDraft } from '../forms/drafts.ts'
import { useWords } from '../i18n/use-words.ts'
import { useShortTime } from '../formats/use-short-time.ts'
import { request } from '../providers/request.ts'
import { refusalOf } from '../providers/sentences-of.ts'

const LONGEST = 4_096
const LOOK_AGAIN_MS = 60_000
/** `sending`: WhatsApp has not answered the call. */
const TYPES: Partial<Record<Answer['state'], 'error' | 'warning'>> = {
  failed: 'error',
  sending: 'warning',
  unknown: 'warning',
}

/** Refusals that a person here can mend or wait out; with the others there is nothing to write. */
const WORTH_SAYING = ['sending_stopped', 'number_paused', 'stop_suspected'] as const

export const AnswerLead = () => {
  const lead = useRecordContext()
  const translate = useWords()
  const shortTime = useShortTime()
  const { data: answerWindow } = useQuery<AnswerWindow, Error>({
    queryKey: ['answer-window', lead?.id],
    queryFn: async () => (await request<AnswerWindow>(`leads/${lead?.id}/answer-window`)).json,
    enabled: lead !== undefined,
    refetchInterval: LOOK_AGAIN_MS,
  })
  if (!lead || !answerWindow?.until) return null
  const { refused, until } = answerWindow
  const said = WORTH_SAYING.find((one) => one === refused)
  if (refused !== null && !said) return null
  return (
    <Box component="section" aria-label={translate('answer.title')} sx={{ padding: 2, paddingBottom: 0 }}>
      <Typography variant="subtitle2" component="h2">
        {translate('answer.title')}
      </Typography>
      <Typography variant="body2" color="text.secondary" gutterBottom>
        {translate('answer.until', { when: shortTime(until) })}
      </Typography>
      {said && <Alert severity="warning">{translate(`answer.refused.${said}`)}</Alert>}
      <Form key={lead.id} leadId={String(lead.id)} isRefused={said !== undefined} />
    </Box>
  )
}

/** What is typed stays until it has left, and so does its id: the same words tried again after a lost connection leave once. */
const Form = ({ leadId, isRefused }: { leadId: string; isRefused: boolean }) => {
  const translate = useWords()
  const notify = useNotify()
  const queries = useQueryClient()
  const [text, setText] = useState('')
  const [id, setId] = useState(() => crypto.randomUUID())
  const [isSending, setIsSending] = useState(false)
  useDraft(text.trim() !== '')
  const send = async (): Promise<void> => {
    setIsSending(true)
    try {
      const { json } = await request<Answer>(`leads/${leadId}/answers`, { method: 'POST', body: { id, text } })
      notify(`answer.sent.${json.state}`, { type: TYPES[json.state] ?? 'success' })
      if (json.state !== 'failed') setText('')
      setId(crypto.randomUUID())
    } catch (error) {
      notify(refusalOf(error), { type: 'error' })
    }
    setIsSending(false)
    await queries.invalidateQueries()
  }
  return (
    <Box
      component="form"
      onSubmit={(event) => {
        event.preventDefault()
        event.stopPropagation()
        if (!isSending && !isRefused && text.trim() !== '') void send()
      }}
      sx={{ display: 'flex', flexDirection: 'column', gap: 1 }}
    >
      <TextField
        multiline
        fullWidth
        minRows={2}
        maxRows={10}
        label={translate('answer.text')}
        value={text}
        onChange={({ target }) => {
          setText(target.value)
          setId(crypto.randomUUID())
        }}
        slotProps={{ htmlInput: { maxLength: LONGEST } }}
      />
      <Button
        type="submit"
        variant="contained"
        startIcon={<SendIcon />}
        disabled={isSending || isRefused || text.trim() === ''}
        sx={{ alignSelf: 'flex-start', minHeight: 44 }}
      >
        {translate(isSending ? 'answer.sending' : 'answer.send')}
      </Button>
    </Box>
  )
}
