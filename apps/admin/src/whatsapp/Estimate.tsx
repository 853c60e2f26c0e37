/** What WhatsApp would charge for the relances of a plan. */
import { Alert, Typography } from '@mui/material'
import type { RulePlan } from '@relance/contract'
import { useLocale } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'

const MICROS = 1_000_000

export const Estimate = ({ cost }: Pick<RulePlan, 'cost'>) => {
  const translate = useWords()
  const locale = useLocale()
  if (!cost) return null
  const money = new Intl.NumberFormat(locale, { style: 'currency', currency: cost.currency })
  return (
    <>
      <Typography>{translate('whatsapp.estimate', { amount: money.format(cost.micros / MICROS) })}</Typography>
      <Typography variant="body2" color="text.secondary">
        {translate('whatsapp.estimate_assumes')}
      </Typography>
      {cost.unpriced > 0 && (
        <Alert severity="warning">{translate('whatsapp.unpriced', { smart_count: cost.unpriced })}</Alert>
      )}
    </>
  )
}
