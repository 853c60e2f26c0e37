/**
 * Messages that seem to ask to stop: everything of their lead waits until somebody answers here. And forms of people who have opted
 * out: nothing is sent to them unless somebody lifts the opt-out here.
 */
import { Alert, Box, Button, Link, Stack, Typography } from '@mui/material'
import type { StopQuestion } from '@relance/contract'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useGetList, useNotify } from 'react-admin'
import { Link as RouterLink } from 'react-router-dom'
import { useWords } from '../i18n/use-words.ts'
import { useShortTime } from '../formats/use-short-time.ts'
import { answerStop, undoStopAnswer } from '../providers/verbs.ts'

/** `leadId`: only those of this lead, on its page. */
export const StopQuestions = ({ leadId }: { leadId?: string }) => {
  const { data = [] } = useGetList<StopQuestion>('stop-questions', { pagination: { page: 1, perPage: 200 } })
  const asked = data.filter((one) => leadId === undefined || one.leadId === leadId)
  const isSubmission = ({ source }: StopQuestion): boolean => source === 'submission'
  const isNamed = leadId === undefined
  return (
    <>
      <Section questions={asked.filter((one) => !isSubmission(one))} words="questions" isNamed={isNamed} />
      <Section questions={asked.filter(isSubmission)} words="submissions" isNamed={isNamed} />
    </>
  )
}

interface Asked {
  questions: readonly StopQuestion[]
  /** Who seems to ask to stop, or who has opted out and submits a form. */
  words: 'questions' | 'submissions'
  isNamed: boolean
}

const Section = ({ questions, words, isNamed }: Asked) => {
  const translate = useWords()
  const leads = [...new Set(questions.map(({ leadId }) => leadId))]
  if (leads.length === 0) return null
  return (
    <Box component="section" sx={{ marginY: 1 }}>
      {isNamed && (
        <Typography variant="subtitle1" component="h2">
          {translate(`${words}.title`, { smart_count: leads.length })}
        </Typography>
      )}
      <Stack spacing={1} component="ul" sx={{ listStyle: 'none', padding: 0, margin: 0 }}>
        {leads.map((id) => (
          <li key={id}>
            <Question questions={questions.filter(({ leadId }) => leadId === id)} words={words} isNamed={isNamed} />
          </li>
        ))}
      </Stack>
    </Box>
  )
}

const Question = ({ questions, words, isNamed }: Asked) => {
  const translate = useWords()
  const shortTime = useShortTime()
  const { answer, isAnswering } = useAnswer(questions[0]?.leadId ?? '', words)
  const [first] = questions
  if (!first) return null
  // Yes to a wish to stop opts the lead out; yes to a submission lifts the opt-out.
  const isSubmission = words === 'submissions'
  return (
    <Alert severity={isSubmission ? 'info' : 'warning'} sx={{ '& .MuiAlert-message': { width: '100%' } }}>
      {isNamed && (
        <Link component={RouterLink} to={`/leads/${first.leadId}`} sx={{ fontWeight: 600 }}>
          {first.leadName || translate('inbox.nameless')}
        </Link>
      )}
      {questions.map(({ id, message, source, saidAt }) => (
        <Box key={id} sx={{ marginY: 0.5 }}>
          {message && (
            <Typography component="q" sx={{ overflowWrap: 'anywhere' }}>
              {message}
            </Typography>
          )}
          <Typography variant="body2">
            {translate(`questions.sources.${source}`)} · {shortTime(saidAt)}
          </Typography>
        </Box>
      ))}
      <Typography variant="body2" sx={{ marginBottom: 1 }}>
        {translate(`${words}.question`)}
      </Typography>
      <Stack direction="row" spacing={1} useFlexGap flexWrap="wrap">
        <Button
          variant="contained"
          color={isSubmission ? 'primary' : 'warning'}
          disabled={isAnswering}
          onClick={() => answer(!isSubmission)}
        >
          {translate(`${words}.yes`)}
        </Button>
        <Button variant="outlined" color="inherit" disabled={isAnswering} onClick={() => answer(isSubmission)}>
          {translate(`${words}.no`)}
        </Button>
      </Stack>
    </Alert>
  )
}

function useAnswer(leadId: string, words: Asked['words']) {
  const translate = useWords()
  const notify = useNotify()
  const queries = useQueryClient()
  const [isAnswering, setIsAnswering] = useState(false)
  const readAgain = () => queries.invalidateQueries()
  const run = async (work: () => Promise<void>, done: () => void): Promise<void> => {
    setIsAnswering(true)
    try {
      await work()
      done()
    } catch (error) {
      notify((error as Error).message, { type: 'error' })
    }
    setIsAnswering(false)
    await readAgain()
  }
  const undo = (
    <Button
      color="inherit"
      onClick={() =>
        void run(
          () => undoStopAnswer(leadId),
          () => undefined,
        )
      }
    >
      {translate('ra.action.undo')}
    </Button>
  )
  const answer = (optOut: boolean): void =>
    void run(
      () => answerStop(leadId, optOut),
      () =>
        notify(translate(optOut ? `${words}.stopped` : `${words}.goes_on`), {
          type: 'success',
          autoHideDuration: 10_000,
          action: undo,
        } as object),
    )
  return { answer, isAnswering }
}
