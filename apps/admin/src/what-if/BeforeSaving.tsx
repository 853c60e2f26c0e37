/** Before a rule is saved: what it will do in the next 30 days, what it would have done in the last 90. */
import { Alert, Box, Button, LinearProgress, Paper, Stack, Typography } from '@mui/material'
import type { RuleDraftBody, RulePreview } from '@relance/contract'
import { useState } from 'react'
import { useNotify } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import { request } from '../providers/request.ts'
import { BacktestResult } from './BacktestResult.tsx'
import { PlanResult } from './PlanResult.tsx'
import { useBacktest } from './use-backtest.ts'
import { useRuleDraft } from './use-rule-draft.ts'

const BeforeSaving = () => {
  const translate = useWords()
  const draft = useRuleDraft()
  return (
    <Paper
      component="section"
      variant="outlined"
      aria-label={translate('whatIf.title')}
      sx={{ width: '100%', padding: 2, marginY: 2 }}
    >
      <Typography variant="h6" component="h2">
        {translate('whatIf.title')}
      </Typography>
      <Typography variant="body2" color="text.secondary">
        {translate(draft ? 'whatIf.hint' : 'whatIf.incomplete')}
      </Typography>
      {draft && (
        <Stack spacing={2} sx={{ marginTop: 2 }}>
          <NextDays draft={draft} />
          <LastDays draft={draft} />
        </Stack>
      )}
    </Paper>
  )
}
export default BeforeSaving

const DAYS = 30

const NextDays = ({ draft }: { draft: RuleDraftBody }) => {
  const translate = useWords()
  const notify = useNotify()
  const [answer, setAnswer] = useState<{ preview: RulePreview; asked: string } | null>(null)
  const [isWorking, setIsWorking] = useState(false)
  const asked = JSON.stringify(draft)
  const ask = async (): Promise<void> => {
    setIsWorking(true)
    try {
      const body = { ...draft, days: DAYS }
      setAnswer({ preview: (await request<RulePreview>('rules/preview', { method: 'POST', body })).json, asked })
    } catch (error) {
      notify((error as Error).message, { type: 'error' })
    }
    setIsWorking(false)
  }
  return (
    <Box component="section" aria-label={translate('whatIf.plan')}>
      <Button variant="outlined" disabled={isWorking} onClick={() => void ask()}>
        {translate('whatIf.ask_plan')}
      </Button>
      {isWorking && <Typography variant="body2">{translate('whatIf.working')}</Typography>}
      {answer?.preview.plan && (
        <Box sx={{ marginTop: 2 }}>
          <Stale isStale={answer.asked !== asked} />
          <PlanResult preview={answer.preview} plan={answer.preview.plan} />
        </Box>
      )}
    </Box>
  )
}

const LastDays = ({ draft }: { draft: RuleDraftBody }) => {
  const translate = useWords()
  const { job, start, cancel } = useBacktest()
  const [asked, setAsked] = useState('')
  const now = JSON.stringify(draft)
  const isRunning = job?.state === 'running'
  const begin = (): void => {
    setAsked(now)
    void start(draft)
  }
  return (
    <Box component="section" aria-label={translate('whatIf.past')}>
      <Button variant="outlined" disabled={isRunning} onClick={begin}>
        {translate('whatIf.ask_past')}
      </Button>
      {isRunning && <Progress done={job.leadsDone} total={job.leadsTotal} cancel={() => void cancel()} />}
      {job?.state === 'cancelled' && <Typography variant="body2">{translate('whatIf.cancelled')}</Typography>}
      {job?.state === 'failed' && <Alert severity="error">{translate('whatIf.failed')}</Alert>}
      {job?.result && (
        <Box sx={{ marginTop: 2 }}>
          <Stale isStale={asked !== now} />
          <BacktestResult result={job.result} />
        </Box>
      )}
    </Box>
  )
}

const Stale = ({ isStale }: { isStale: boolean }) => {
  const translate = useWords()
  if (!isStale) return null
  return (
    <Alert severity="warning" sx={{ marginBottom: 1 }}>
      {translate('whatIf.stale')}
    </Alert>
  )
}

const Progress = ({ done, total, cancel }: { done: number; total: number; cancel(): void }) => {
  const translate = useWords()
  const words = translate('whatIf.progress', { done, total })
  return (
    <Stack direction="row" spacing={2} alignItems="center" sx={{ marginTop: 1 }}>
      <Box sx={{ flexGrow: 1 }}>
        <LinearProgress
          variant="determinate"
          value={total === 0 ? 0 : Math.min(100, (100 * done) / total)}
          aria-label={words}
        />
        <Typography variant="body2">{words}</Typography>
      </Box>
      <Button size="small" onClick={cancel}>
        {translate('whatIf.cancel')}
      </Button>
    </Stack>
  )
}
