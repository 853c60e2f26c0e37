/** What each rule brought in the period, with the uncertainty of its reply rate. */
import { Box, Chip, Link as MuiLink, Stack, Typography } from '@mui/material'
import type { SummaryStatistics } from '@relance/contract'
import { Link } from 'react-router-dom'
import { useWords } from '../i18n/use-words.ts'
import { Panel } from '../parts/Panel.tsx'
import { intervalOf, shareOf } from './figures.ts'
import { reachedPath } from './lists.ts'
import { usePercent } from './use-percent.ts'

type Rule = SummaryStatistics['rules'][number]

export const RuleEffect = ({ summary: { rules, current } }: { summary: SummaryStatistics }) => {
  const translate = useWords()
  if (rules.length === 0) return null
  return (
    <Panel title={translate('dashboard.effect.title')} summary={translate('dashboard.effect.summary')}>
      <Box component="ul" sx={{ listStyle: 'none', padding: 0, margin: 0 }}>
        {rules.map((rule) => (
          <Row key={rule.ruleId} rule={rule} since={current.since} until={current.until} />
        ))}
      </Box>
    </Panel>
  )
}

const Row = ({ rule, since, until }: { rule: Rule; since: string; until: string }) => {
  const translate = useWords()
  const percent = usePercent()
  const interval = intervalOf(rule.replied, rule.relanced)
  const { ruleId } = rule
  return (
    <Box
      component="li"
      sx={{
        display: 'grid',
        gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 2fr) minmax(0, 3fr) minmax(0, 3fr)' },
        alignItems: 'center',
        gap: { xs: 0.5, md: 2 },
        paddingY: 1,
        borderTop: '1px solid',
        borderColor: 'divider',
        '&:first-of-type': { borderTop: 0 },
      }}
    >
      <MuiLink component={Link} to={`/rules/${ruleId}/effect`} dir="auto" noWrap sx={{ fontWeight: 500 }}>
        {rule.ruleName}
      </MuiLink>
      <Stack direction="row" spacing={1.5} alignItems="center">
        <Interval share={shareOf(rule.replied, rule.relanced)} interval={interval} />
        <Typography variant="body2" sx={{ whiteSpace: 'nowrap' }}>
          <b>{percent(shareOf(rule.replied, rule.relanced))}</b>{' '}
          {interval &&
            translate('dashboard.effect.between', { low: percent(interval.low), high: percent(interval.high) })}
        </Typography>
      </Stack>
      <Stack direction="row" useFlexGap flexWrap="wrap" alignItems="center" sx={{ gap: '4px 16px' }}>
        {(['relanced', 'replied', 'meeting', 'won'] as const).map((stage) => (
          <MuiLink
            key={stage}
            component={Link}
            to={reachedPath({ stage, since, until, ruleId })}
            color="text.primary"
            underline="hover"
            variant="body2"
          >
            {translate(`dashboard.effect.${stage}`, { smart_count: rule[stage] })}
          </MuiLink>
        ))}
        {interval && !interval.isSure && <Chip size="small" label={translate('dashboard.effect.few')} />}
      </Stack>
    </Box>
  )
}

/** The share as a bar, the interval as a line across it. */
const Interval = ({ share, interval }: { share: number | null; interval: ReturnType<typeof intervalOf> }) => (
  <Box
    aria-hidden
    sx={{ position: 'relative', flex: '1 1 60px', height: 8, borderRadius: 4, backgroundColor: 'sunken' }}
  >
    <Box sx={{ width: `${share ?? 0}%`, height: '100%', borderRadius: 4, backgroundColor: 'chart' }} />
    {interval && (
      <Box
        sx={{
          position: 'absolute',
          top: 3,
          left: `${interval.low}%`,
          width: `${interval.high - interval.low}%`,
          height: 2,
          backgroundColor: 'text.primary',
        }}
      />
    )}
  </Box>
)
