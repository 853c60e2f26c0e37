/** How far the leads of the period came, each counted once: every stage is part of the one before it and opens its leads. */
import { Box, Link as MuiLink, Typography, useTheme } from '@mui/material'
import type { SummaryStatistics } from '@relance/contract'
import { Link } from 'react-router-dom'
import { useWords } from '../i18n/use-words.ts'
import { Panel } from '../parts/Panel.tsx'
import { shareOf } from './figures.ts'
import { FUNNEL_STAGES, reachedPath } from './lists.ts'
import { usePercent } from './use-percent.ts'

const HEIGHT = 96
const WIDTH = 100
/** Share of a stage's width that the bar takes; the rest is the slope to the next. */
const BAR = 0.6

export const Funnel = ({ summary: { funnel, current } }: { summary: SummaryStatistics }) => {
  const translate = useWords()
  const percent = usePercent()
  const { since, until } = current
  const counts = FUNNEL_STAGES.map((stage) => funnel[stage])
  return (
    <Panel title={translate('dashboard.funnel.title')} summary={translate('dashboard.funnel.summary')}>
      {funnel.entered === 0 ? (
        <Typography>{translate('dashboard.funnel.empty')}</Typography>
      ) : (
        <>
          <Box
            component="ol"
            sx={{
              display: 'grid',
              gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: 'repeat(5, minmax(0, 1fr))' },
              gap: { xs: 1, sm: 0 },
              listStyle: 'none',
              padding: 0,
              marginY: 1.5,
            }}
          >
            {FUNNEL_STAGES.map((stage, place) => {
              const [count = 0, before] = [counts[place], counts[place - 1]]
              return (
                <Box component="li" key={stage}>
                  <Box sx={{ display: { xs: 'flex', sm: 'block' }, alignItems: 'baseline', gap: 1 }}>
                    <Typography variant="body2" color="text.secondary" sx={{ flexGrow: 1 }}>
                      {translate(`dashboard.funnel.${stage}`)}
                    </Typography>
                    <MuiLink
                      component={Link}
                      to={reachedPath({ stage, since, until })}
                      color="text.primary"
                      underline="hover"
                      aria-label={`${translate(`dashboard.funnel.${stage}`)} ${count}`}
                      sx={{ fontSize: '1.125rem', fontWeight: 600, fontVariantNumeric: 'tabular-nums' }}
                    >
                      {count}
                    </MuiLink>
                    {before !== undefined && (
                      <Typography component="span" variant="body2" color="text.secondary" sx={{ marginLeft: 0.5 }}>
                        {percent(shareOf(count, before))}
                      </Typography>
                    )}
                  </Box>
                  <Box sx={{ display: { sm: 'none' }, height: 6, borderRadius: 3, backgroundColor: 'accentSoft' }}>
                    <Box
                      sx={{
                        width: `${shareOf(count, funnel.entered) ?? 0}%`,
                        height: '100%',
                        borderRadius: 3,
                        backgroundColor: 'chart',
                      }}
                    />
                  </Box>
                </Box>
              )
            })}
          </Box>
          <Slopes counts={counts} />
          <Typography variant="caption" component="p" color="text.secondary" sx={{ marginTop: 1.5 }}>
            {translate('dashboard.funnel.definition')}
          </Typography>
        </>
      )}
    </Panel>
  )
}

const Slopes = ({ counts }: { counts: readonly number[] }) => {
  const { palette } = useTheme()
  const most = counts[0] ?? 1
  const heightOf = (count: number): number => (count === 0 ? 0 : Math.max(2, (HEIGHT * count) / most))
  return (
    <Box
      component="svg"
      aria-hidden
      viewBox={`0 0 ${WIDTH * counts.length} ${HEIGHT}`}
      preserveAspectRatio="none"
      sx={{ display: { xs: 'none', sm: 'block' }, width: '100%', height: HEIGHT }}
    >
      {counts.map((count, place) => {
        const x = place * WIDTH
        const [height, next] = [heightOf(count), heightOf(counts[place + 1] ?? 0)]
        return (
          <g key={FUNNEL_STAGES[place]}>
            {place < counts.length - 1 && (
              <polygon
                fill={palette.accentSoft}
                points={`${x + BAR * WIDTH},${HEIGHT - height} ${x + WIDTH},${HEIGHT - next} ${x + WIDTH},${HEIGHT} ${x + BAR * WIDTH},${HEIGHT}`}
              />
            )}
            <rect x={x} y={HEIGHT - height} width={BAR * WIDTH} height={height} rx={1} fill={palette.chart} />
          </g>
        )
      })}
    </Box>
  )
}
