/** What WhatsApp charges, by country, category and first day; admins change it. */
import DeleteIcon from '@mui/icons-material/DeleteOutline'
import EditIcon from '@mui/icons-material/EditOutlined'
import {
  Button,
  IconButton,
  Table,
  TableBody,
  TableCell,
  TableContainer,
  TableHead,
  TableRow,
  Typography,
} from '@mui/material'
import type { Rate } from '@relance/contract'
import { instantFormat } from '@relance/contract/instants'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocaleState } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import { Panel } from '../parts/Panel.tsx'
import { request } from '../providers/request.ts'
import { countryOf } from './country-of.ts'
import { RateDialog } from './RateDialog.tsx'
import { useAct } from './use-whatsapp.ts'
import { PRICE_DECIMALS, useMoney } from './use-money.ts'

export const RatesCard = ({ mayEdit, currency }: { mayEdit: boolean; currency: string }) => {
  const translate = useWords()
  const [edited, setEdited] = useState<Rate | 'new' | null>(null)
  const reading = useQuery<Rate[], Error>({
    queryKey: ['whatsapp', 'rates'],
    queryFn: async () => (await request<Rate[]>('whatsapp/rates')).json,
  })
  return (
    <Panel
      title={translate('whatsapp.rates.title')}
      summary={translate('whatsapp.rates.hint')}
      reading={reading}
      action={
        mayEdit && (
          <Button variant="outlined" onClick={() => setEdited('new')}>
            {translate('whatsapp.rates.add')}
          </Button>
        )
      }
    >
      {reading.data?.length === 0 ? (
        <Typography>{translate('whatsapp.rates.none')}</Typography>
      ) : (
        <Rates rates={reading.data ?? []} {...(mayEdit && { edit: setEdited })} />
      )}
      {edited && (
        <RateDialog rate={edited === 'new' ? null : edited} currency={currency} close={() => setEdited(null)} />
      )}
    </Panel>
  )
}

const Rates = ({ rates, edit }: { rates: readonly Rate[]; edit?(rate: Rate): void }) => {
  const translate = useWords()
  return (
    <TableContainer tabIndex={0}>
      <Table size="small">
        <TableHead>
          <TableRow>
            <TableCell sx={{ paddingLeft: 0 }}>{translate('whatsapp.rates.market')}</TableCell>
            <TableCell align="right">{translate('whatsapp.rates.price')}</TableCell>
            {edit && <TableCell aria-hidden />}
          </TableRow>
        </TableHead>
        <TableBody>
          {rates.map((rate) => (
            <RateRow key={rate.id} rate={rate} {...(edit && { edit: () => edit(rate) })} />
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  )
}

const RateRow = ({ rate, edit }: { rate: Rate; edit?(): void }) => {
  const translate = useWords()
  const [locale] = useLocaleState()
  const act = useAct()
  const money = useMoney(rate.currency, PRICE_DECIMALS)
  const day = instantFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' })
  const count = new Intl.NumberFormat(locale)
  const country = countryOf(rate.market, locale) ?? translate('whatsapp.rates.elsewhere')
  const category = translate(`whatsapp.categories.${rate.category}`)
  const name = `${country}, ${category}`
  return (
    <TableRow>
      <TableCell component="th" scope="row" sx={{ paddingLeft: 0 }}>
        {country}
        <Typography variant="caption" component="div" color="text.secondary">
          {category}
        </Typography>
      </TableCell>
      <TableCell align="right">
        {money(rate.price)}
        <Typography variant="caption" component="div" color="text.secondary">
          {translate('whatsapp.rates.since', { day: day.format(new Date(rate.validFrom)) })}
        </Typography>
        {rate.freePerMonth > 0 && (
          <Typography variant="caption" component="div" color="text.secondary">
            {translate('whatsapp.rates.free_first', {
              smart_count: rate.freePerMonth,
              count: count.format(rate.freePerMonth),
            })}
          </Typography>
        )}
      </TableCell>
      {edit && (
        <TableCell align="right" sx={{ whiteSpace: 'nowrap', paddingX: 0 }}>
          <IconButton aria-label={translate('whatsapp.rates.edit', { name })} onClick={edit}>
            <EditIcon />
          </IconButton>
          <IconButton
            aria-label={translate('whatsapp.rates.remove', { name })}
            onClick={() => void act(`whatsapp/rates/${rate.id}`, { method: 'DELETE' })}
          >
            <DeleteIcon />
          </IconButton>
        </TableCell>
      )}
    </TableRow>
  )
}
