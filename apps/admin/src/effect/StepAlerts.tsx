/** The steps that too many people answered with an opt-out: seen on the first page and above the rules, each with a way to it. */
import { Alert, Button } from '@mui/material'
import type { StepAlertShape } from '@relance/contract'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router-dom'
import { useWords } from '../i18n/use-words.ts'
import { request } from '../providers/request.ts'

export const StepAlerts = () => {
  const translate = useWords()
  const { data = [] } = useQuery({
    // Named after the live topic: it is read again when a step begins to annoy, or no longer does.
    queryKey: ['alerts'],
    queryFn: async () => (await request<StepAlertShape[]>('alarms')).json,
  })
  return data.map(({ id, ruleId, ruleName, step, sent, optedOut }) => (
    <Alert
      key={id}
      severity="error"
      sx={{ marginY: 1 }}
      action={
        <Button component={Link} to={`/rules/${ruleId}/effect`} color="inherit" size="small">
          {translate('effect.title')}
        </Button>
      }
    >
      {translate('effect.step_alert', { rule: ruleName, step, sent, smart_count: optedOut })}
    </Alert>
  ))
}
