/** Why this lead is followed up, or why not, now or at an instant chosen: the run's own answer, in its sentences. */
import { Alert, AlertTitle, Box, Button, Stack, Typography } from '@mui/material'
import { useState } from 'react'
import { InstantField } from '../../forms/InstantField.tsx'
import { useWords } from '../../i18n/use-words.ts'
import { Failure } from '../../reading/Failure.tsx'
import { Waiting } from '../../reading/Waiting.tsx'
import { RuleStory } from '../../why/RuleStory.tsx'
import { type LeadExplained, useLeadExplained } from '../../why/use-explained.ts'

export const Why = ({ leadId }: { leadId: string }) => {
  const translate = useWords()
  const [chosen, setChosen] = useState<Date | null>(null)
  return (
    <Box component="section" aria-label={translate('why.ask')}>
      <Instant chosen={chosen} choose={setChosen} />
      <Answer key={chosen?.getTime()} leadId={leadId} chosen={chosen} />
    </Box>
  )
}

const NOON = 12

/** Null is now. */
const Instant = ({ chosen, choose }: { chosen: Date | null; choose(chosen: Date | null): void }) => {
  const translate = useWords()
  const [isCleared, setIsCleared] = useState(false)
  return (
    <Stack direction="row" spacing={1} useFlexGap flexWrap="wrap" alignItems="center" sx={{ marginBottom: 1 }}>
      <Typography variant="h6" component="h2" id="why-title" sx={{ flexGrow: 1 }}>
        {translate('why.ask')}
      </Typography>
      <Box sx={{ width: 240 }}>
        <InstantField key={String(isCleared)} label={translate('why.at')} hour={NOON} value={chosen} change={choose} />
      </Box>
      <Button
        size="small"
        disabled={chosen === null}
        onClick={() => {
          setIsCleared(!isCleared)
          choose(null)
        }}
      >
        {translate('why.now')}
      </Button>
    </Stack>
  )
}

/** Of the past, what was decided then; else by the rules and the lead as they are. */
const Answer = ({ leadId, chosen }: { leadId: string; chosen: Date | null }) => {
  const { data, error, refetch } = useLeadExplained(leadId, chosen?.toISOString() ?? null)
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
