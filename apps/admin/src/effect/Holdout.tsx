/** Leads that were followed up against those the rule left in peace: what would have happened anyway. */
import { Alert, Box, Typography } from '@mui/material'
import type { EffectShape } from '@relance/contract'
import { useWords } from '../i18n/use-words.ts'
import { Panel } from '../parts/Panel.tsx'
import { Measures, usePercent } from './Measure.tsx'

export const Holdout = ({ effect, percent }: { effect: EffectShape; percent: number }) => {
  const translate = useWords()
  const { treated, heldOut } = effect
  return (
    <Panel
      title={translate('effect.holdout')}
      summary={percent > 0 ? translate('effect.holdout_percent', { percent }) : translate('effect.no_holdout')}
    >
      {(percent > 0 || heldOut.leads > 0) && (
        <>
          <Lift effect={effect} />
          <Box
            sx={{ display: 'grid', gap: 2, marginTop: 2, gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: '1fr 1fr' } }}
          >
            {(['treated', 'heldOut'] as const).map((side) => (
              <div key={side}>
                <Typography variant="subtitle2" component="h3">
                  {translate(`effect.${side}`, { smart_count: effect[side].leads })}
                </Typography>
                <Measures of={{ won: effect[side].won, optedOut: effect[side].optedOut }} />
              </div>
            ))}
          </Box>
          {treated.leads > 0 && <Typography variant="caption">{translate('effect.holdout_hint')}</Typography>}
        </>
      )}
    </Panel>
  )
}

const Lift = ({ effect: { lift, treated, heldOut } }: { effect: EffectShape }) => {
  const translate = useWords()
  const percent = usePercent()
  if (!lift || lift.verdict === 'too_early') {
    const fewest = Math.min(treated.leads, heldOut.leads)
    return (
      <Alert severity="info">
        {lift ? translate('effect.too_early', { needed: lift.needed, fewest }) : translate('effect.nobody_held_out')}
      </Alert>
    )
  }
  const { verdict, low, high, chance } = lift
  return (
    <Alert severity={verdict === 'first_better' ? 'success' : verdict === 'second_better' ? 'error' : 'info'}>
      {translate(`effect.lift.${verdict}`)}{' '}
      {low !== null && high !== null && translate('effect.lift_between', { low: percent(low), high: percent(high) })}{' '}
      {chance !== null && translate('effect.chance', { chance: percent(Math.max(0.01, chance)) })}
    </Alert>
  )
}
