/** One rule towards one lead: the verdict first, then all that led to it. */
import ExpandIcon from '@mui/icons-material/ExpandMore'
import {
  Accordion,
  AccordionDetails,
  AccordionSummary,
  Box,
  Chip,
  Link as MuiLink,
  Stack,
  Typography,
} from '@mui/material'
import type { RuleExplanation, RuleWords } from '@relance/contract'
import { instantFormat, type InstantFormat } from '@relance/contract/instants'
import { useCanAccess, useLocaleState } from 'react-admin'
import { Link } from 'react-router-dom'
import { type Translate, useWords } from '../i18n/use-words.ts'
import { PassedList } from './Passed.tsx'

interface Props {
  rule: RuleExplanation
  words: RuleWords
  isWinner: boolean
}

export const RuleStory = ({ rule, words, isWinner }: Props) => {
  const translate = useWords()
  const state = isWinner ? 'wins' : rule.verdict === 'record' ? 'ready' : rule.outrankedBy ? 'outranked' : 'refused'
  return (
    <Accordion defaultExpanded={isWinner} disableGutters slotProps={{ heading: { component: 'h3' } }}>
      <AccordionSummary expandIcon={<ExpandIcon />} sx={{ '& .MuiAccordionSummary-content': { minWidth: 0 } }}>
        <Box sx={{ minWidth: 0 }}>
          <Stack direction="row" spacing={1} useFlexGap flexWrap="wrap" alignItems="center">
            <Typography variant="subtitle1" component="span" sx={{ overflowWrap: 'anywhere' }}>
              {rule.name}
            </Typography>
            <Chip
              size="small"
              variant={isWinner ? 'filled' : 'outlined'}
              color={isWinner ? 'primary' : 'default'}
              label={translate(`why.states.${state}`)}
            />
          </Stack>
          <Typography variant="body2" component="span" sx={{ display: 'block' }}>
            {words.why}
          </Typography>
        </Box>
      </AccordionSummary>
      <AccordionDetails>
        <RuleDetails rule={rule} words={words} />
      </AccordionDetails>
    </Accordion>
  )
}

export const RuleDetails = ({ rule, words }: { rule: RuleExplanation; words: RuleWords }) => {
  const translate = useWords()
  return (
    <Stack spacing={2}>
      {words.remedy && (
        <Typography variant="body2">
          <b>{translate('why.remedy')}</b> {words.remedy}
        </Typography>
      )}
      <Standing rule={rule} />
      {words.course.length > 0 && (
        <Part title={translate('why.course')}>
          <Box component="ol" sx={{ margin: 0, paddingLeft: 3, typography: 'body2' }}>
            {words.course.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </Box>
        </Part>
      )}
      <Part title={translate('why.conditions')}>
        <PassedList
          lines={words.conditions.map(({ text, holds }) => ({ text, isPassed: holds }))}
          passed={translate('why.holds')}
          refused={translate('why.fails')}
        />
      </Part>
      <Part title={translate('why.checks')}>
        <PassedList lines={words.checks} passed={translate('why.passed')} refused={translate('why.refused')} />
      </Part>
      {rule.message && (
        <Part title={translate('why.message')}>
          <Typography variant="body2" sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {rule.message}
          </Typography>
        </Part>
      )}
      <Versions rule={rule} />
    </Stack>
  )
}

const Part = ({ title, children }: { title: string; children: React.ReactNode }) => (
  <div>
    <Typography variant="subtitle2" component="h4">
      {title}
    </Typography>
    {children}
  </div>
)

/** Where the lead stands in the rule: its step, and the instant that counts. */
const Standing = ({ rule: { enrolment, stepCount, timeZone } }: { rule: RuleExplanation }) => {
  const translate = useWords()
  const [locale] = useLocaleState()
  const format = instantFormat(locale, { dateStyle: 'full', timeStyle: 'short', timeZone })
  return (
    <Typography variant="body2">
      <b>{translate('why.standing')}</b> {standingOf(enrolment, stepCount, format, translate)}
      {enrolment && enrolment.episode > 1 && ` ${episodeOf(enrolment, translate)}`}
    </Typography>
  )
}

const episodeOf = ({ episode, begunBy }: NonNullable<RuleExplanation['enrolment']>, translate: Translate): string =>
  translate('why.episode', { episode, why: translate(`why.begun.${begunBy}`) })

function standingOf(
  enrolment: RuleExplanation['enrolment'],
  steps: number,
  format: InstantFormat,
  translate: Translate,
): string {
  if (!enrolment) return translate('why.not_enrolled')
  const { state, step, dueAt, nextDueAt } = enrolment
  if (state === 'ended') return translate('why.ended', { step: Math.min(step, steps), steps })
  const at = format.format(new Date(nextDueAt ?? dueAt))
  return translate(state === 'waiting' ? 'why.waiting' : 'why.active', { step, steps, at })
}

const Versions = ({ rule }: { rule: RuleExplanation }) => {
  const translate = useWords()
  const { canAccess } = useCanAccess({ resource: 'rules', action: 'show' })
  const words = translate('why.versions', {
    version: rule.version,
    frequency: rule.frequencyVersion,
    template: rule.templateVersion,
    priority: rule.priority,
  })
  return (
    <Typography variant="body2" color="text.secondary">
      {rule.basis !== 'computed' && `${translate(`why.basis.${rule.basis}`)} `}
      {words}{' '}
      {canAccess && (
        <>
          <MuiLink component={Link} to={`/rules/${rule.ruleId}`}>
            {translate('why.open_rule')}
          </MuiLink>
          {' · '}
          <MuiLink component={Link} to={`/rules/${rule.ruleId}/versions`}>
            {translate('why.rule_versions')}
          </MuiLink>
        </>
      )}
    </Typography>
  )
}
