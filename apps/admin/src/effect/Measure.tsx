/** Shares, each with what it was counted on and how far it can be trusted. */
import { Box, Typography } from '@mui/material'
import type { ShareShape } from '@relance/contract'
import { useLocaleState } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'

export const MEASURES = ['opened', 'replied', 'won', 'optedOut'] as const
export type Measured = Partial<Record<(typeof MEASURES)[number], ShareShape>>

export const Measures = ({ of }: { of: Measured }) => {
  const translate = useWords()
  return (
    <Box
      component="dl"
      sx={{ display: 'grid', gap: 2, margin: 0, gridTemplateColumns: 'repeat(auto-fill, minmax(150px, 1fr))' }}
    >
      {MEASURES.map((name) => of[name] && <Measure key={name} name={translate(`effect.${name}`)} share={of[name]} />)}
    </Box>
  )
}

export function usePercent(): (share: number) => string {
  const [locale] = useLocaleState()
  const format = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 })
  return (share) => format.format(share)
}

const Measure = ({ name, share: { count, of, share, low, high } }: { name: string; share: ShareShape }) => {
  const translate = useWords()
  const percent = usePercent()
  return (
    <div>
      <Typography component="dt" variant="body2" color="text.secondary">
        {name}
      </Typography>
      <Box component="dd" sx={{ margin: 0 }}>
        <Typography variant="h6" component="span">
          {share === null ? '—' : percent(share)}
        </Typography>
        <Typography variant="body2">{translate('effect.count_of', { count, of })}</Typography>
        {low !== null && high !== null && (
          <Typography variant="caption" color="text.secondary">
            {translate('effect.between', { low: percent(low), high: percent(high) })}
          </Typography>
        )}
      </Box>
    </div>
  )
}
