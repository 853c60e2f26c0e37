/** Under the conversation, while WhatsApp takes free text: an answer from here, which leaves at once and counts as a contact. */
import SendIcon from '@mui/icons-material/Send'
import { Alert, Box, Button, Stack, TextField } from '@mui/material'
import type { Answer, AnswerWindow } from '@relance/contract'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNotify } from 'react-admin'
import { useDraft } from '../../forms/drafts.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useShortTime } from '../../formats/use-short-time.ts'
import { request } from '../../providers/request.ts'
import { refusalOf } from '../../providers/sentences-of.ts'

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

/** Null while nothing can be written, or nobody here can help it. */
export function useAnswerWindow(leadId: string): OpenWindow | null {
  const { data } = useQuery<AnswerWindow, Error>({
    queryKey: ['answer-window', leadId],
    queryFn: async () => (await request<AnswerWindow>(`leads/${leadId}/answer-window`)).json,
    refetchInterval: LOOK_AGAIN_MS,
  })
  if (!data?.until) return null
  const said = WORTH_SAYING.find((one) => one === data.refused) ?? null
  return data.refused !== null && !said ? null : { until: data.until, said }
}

interface OpenWindow {
  until: string
  said: (typeof WORTH_SAYING)[number] | null
}

export const AnswerLead = ({ leadId, answerWindow }: { leadId: string; answerWindow: OpenWindow }) => {
  const translate = useWords()
  const { until, said } = answerWindow
  return (
    <Box component="section" aria-label={translate('answer.title')}>
      {said && (
        <Alert severity="warning" sx={{ marginBottom: 1 }}>
          {translate(`answer.refused.${said}`)}
        </Alert>
      )}
      <Form key={leadId} leadId={leadId} until={until} isRefused={said !== null} />
    </Box>
  )
}

/** What is typed stays until it has left, and so does its id: the same words tried again after a lost connection leave once. */
const Form = ({ leadId, until, isRefused }: { leadId: string; until: string; isRefused: boolean }) => {
  const translate = useWords()
  const shortTime = useShortTime()
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
    <Stack
      component="form"
      direction="row"
      spacing={1}
      alignItems="flex-end"
      onSubmit={(event) => {
        event.preventDefault()
        event.stopPropagation()
        if (!isSending && !isRefused && text.trim() !== '') void send()
      }}
    >
      <TextField
        multiline
        fullWidth
        margin="none"
        maxRows={8}
        label={translate('answer.text')}
        helperText={translate('answer.until', { when: shortTime(until) })}
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
        sx={{ flex: 'none', minHeight: 44, alignSelf: 'flex-start' }}
      >
        {translate(isSending ? 'answer.sending' : 'answer.send')}
      </Button>
    </Stack>
  )
}
