/** Why this lead is followed up, or why not, now or at an instant chosen: the run's own answer, in its sentences. */
import { Alert, AlertTitle, Box, Button, Paper, Stack, TextField, Typography } from '@mui/material'
import { useState } from 'react'
import { useRecordContext } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import { Failure } from '../reading/Failure.tsx'
import { Waiting } from '../reading/Waiting.tsx'
import { RuleStory } from '../why/RuleStory.tsx'
import { type LeadExplained, useLeadExplained } from '../why/use-explained.ts'

export const Why = () => {
  const lead = useRecordContext()
  const translate = useWords()
  const [isAsked, setIsAsked] = useState(false)
  const [chosen, setChosen] = useState('')
  if (!lead) return null
  if (!isAsked) {
    return (
      <Button variant="outlined" onClick={() => setIsAsked(true)} sx={{ margin: 2 }}>
        {translate('why.ask')}
      </Button>
    )
  }
  return (
    <Paper component="section" variant="outlined" aria-label={translate('why.ask')} sx={{ margin: 2, padding: 2 }}>
      <Instant chosen={chosen} choose={setChosen} />
      <Answer key={chosen} leadId={String(lead.id)} chosen={chosen} />
    </Paper>
  )
}

/** Empty is now. */
const Instant = ({ chosen, choose }: { chosen: string; choose(chosen: string): void }) => {
  const translate = useWords()
  return (
    <Stack direction="row" spacing={1} useFlexGap flexWrap="wrap" alignItems="center" sx={{ marginBottom: 1 }}>
      <Typography variant="h6" component="h2" sx={{ flexGrow: 1 }}>
        {translate('why.ask')}
      </Typography>
      <TextField
        type="datetime-local"
        size="small"
        fullWidth={false}
        label={translate('why.at')}
        value={chosen}
        onChange={({ target }) => choose(target.value)}
        slotProps={{ inputLabel: { shrink: true } }}
      />
      <Button size="small" disabled={chosen === ''} onClick={() => choose('')}>
        {translate('why.now')}
      </Button>
    </Stack>
  )
}

/** Of the past, what was decided then; else by the rules and the lead as they are. */
const Answer = ({ leadId, chosen }: { leadId: string; chosen: string }) => {
  const at = chosen === '' ? null : new Date(chosen).toISOString()
  const { data, error, refetch } = useLeadExplained(leadId, at)
  if (error) return <Failure error={error} retry={refetch} />
  if (!data) return <Waiting />
  return <Verdict explained={data} />
}

const Verdict = ({
  explained: { words, rules, winner, isStopped, leadReason, next },
}: {
  explained: LeadExplained
}) => {
  const translate = useWords()
  const isRefused = isStopped || leadReason !== null
  const first = winner ?? next?.ruleId
  const told = rules.map((rule, place) => ({ rule, words: words.rules[place] }))
  told.sort((a, b) => Number(b.rule.ruleId === first) - Number(a.rule.ruleId === first))
  return (
    <Box>
      <Alert severity={isRefused ? 'warning' : 'info'} sx={{ marginBottom: 2 }}>
        <AlertTitle sx={{ marginBottom: 0 }}>{words.summary}</AlertTitle>
      </Alert>
      {told.length === 0 && <Typography variant="body2">{translate('why.no_rules')}</Typography>}
      {told.map(
        (one) =>
          one.words && (
            <RuleStory
              key={one.rule.ruleId}
              rule={one.rule}
              words={one.words}
              isWinner={one.rule.ruleId === winner && one.rule.verdict === 'record'}
            />
          ),
      )}
    </Box>
  )
}
