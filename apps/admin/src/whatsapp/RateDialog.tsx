/** Adds a price, or changes one. */
import { Button, Dialog, DialogActions, DialogContent, DialogTitle, MenuItem, Stack, TextField } from '@mui/material'
import type { Rate } from '@relance/contract'
import { type FormEvent, useState } from 'react'
import { useLocaleState } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import { countryOf } from './country-of.ts'
import { useAct } from './use-whatsapp.ts'

const CATEGORIES = ['marketing', 'utility', 'authentication', 'service'] as const

interface Props {
  /** Null for a new one. */
  rate: Rate | null
  currency: string
  close(): void
}

export const RateDialog = ({ rate, currency, close }: Props) => {
  const translate = useWords()
  const [locale] = useLocaleState()
  const act = useAct()
  const [fields, setFields] = useState({
    market: rate?.market ?? '33',
    category: rate?.category ?? ('marketing' as const),
    price: String(rate?.price ?? ''),
    freePerMonth: String(rate?.freePerMonth ?? 0),
    validFrom: rate?.validFrom ?? new Date().toISOString().slice(0, 10),
  })
  const put = (change: Partial<typeof fields>): void => setFields((before) => ({ ...before, ...change }))
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const body = {
      ...fields,
      price: Number(fields.price),
      freePerMonth: Number(fields.freePerMonth),
      ...(rate === null && { currency }),
    }
    const saved = await act(rate ? `whatsapp/rates/${rate.id}` : 'whatsapp/rates', {
      method: rate ? 'PUT' : 'POST',
      body,
    })
    if (saved) close()
  }
  const title = rate
    ? translate('whatsapp.rates.edit', {
        name: countryOf(rate.market, locale) ?? translate('whatsapp.rates.elsewhere'),
      })
    : translate('whatsapp.rates.add')
  return (
    <Dialog open onClose={close} fullWidth maxWidth="xs" aria-labelledby="rate-title">
      <form onSubmit={(event) => void save(event)}>
        <DialogTitle id="rate-title">{title}</DialogTitle>
        <DialogContent>
          <Stack spacing={2} sx={{ paddingTop: 1 }}>
            <TextField
              label={translate('whatsapp.rates.market')}
              value={fields.market}
              helperText={countryOf(fields.market, locale) ?? translate('whatsapp.rates.market_hint')}
              slotProps={{ htmlInput: { inputMode: 'numeric', pattern: '\\d{0,6}' } }}
              onChange={({ target }) => put({ market: target.value.replace(/\D/g, '') })}
            />
            <TextField
              select
              label={translate('whatsapp.rates.category')}
              value={fields.category}
              onChange={({ target }) => put({ category: target.value as Rate['category'] })}
            >
              {CATEGORIES.map((category) => (
                <MenuItem key={category} value={category}>
                  {translate(`whatsapp.categories.${category}`)}
                </MenuItem>
              ))}
            </TextField>
            <TextField
              required
              type="number"
              label={`${translate('whatsapp.rates.price')} (${rate?.currency ?? currency})`}
              value={fields.price}
              slotProps={{ htmlInput: { min: 0, step: 0.000001 } }}
              onChange={({ target }) => put({ price: target.value })}
            />
            <TextField
              required
              type="number"
              label={translate('whatsapp.rates.free')}
              helperText={translate('whatsapp.rates.free_hint')}
              value={fields.freePerMonth}
              slotProps={{ htmlInput: { min: 0, step: 1 } }}
              onChange={({ target }) => put({ freePerMonth: target.value })}
            />
            <TextField
              required
              type="date"
              label={translate('whatsapp.rates.valid_from')}
              value={fields.validFrom}
              slotProps={{ inputLabel: { shrink: true } }}
              onChange={({ target }) => put({ validFrom: target.value })}
            />
          </Stack>
        </DialogContent>
        <DialogActions>
          <Button onClick={close}>{translate('ra.action.cancel')}</Button>
          <Button type="submit" variant="contained">
            {translate('ra.action.save')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
