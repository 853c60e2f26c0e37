/** What WhatsApp has cost in a month, by rule, against the budget. */
import {
  LinearProgress,
  MenuItem,
  Stack,
  Table,
  TableBody,
  TableCell,
  TableContainer,
  TableHead,
  TableRow,
  TextField,
  Typography,
} from '@mui/material'
import type { Spend } from '@relance/contract'
import { instantFormat } from '@relance/contract/instants'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocaleState } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import { Panel } from '../parts/Panel.tsx'
import { request } from '../providers/request.ts'
import { useMoney } from './use-money.ts'

const ALERT_PERCENT = 80
const MONTHS = 12

/** `current` is the month of the company, as the server counts it. */
export const SpendCard = ({ current }: { current: string }) => {
  const translate = useWords()
  const [locale] = useLocaleState()
  const [month, setMonth] = useState(current)
  const reading = useQuery<Spend, Error>({
    queryKey: ['whatsapp', 'spend', month],
    queryFn: async () => (await request<Spend>(`whatsapp/spend?month=${month}`)).json,
  })
  const name = instantFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' })
  return (
    <Panel
      title={translate('whatsapp.spend.title')}
      summary={translate('whatsapp.spend.hint')}
      reading={reading}
      action={
        <TextField
          select
          fullWidth={false}
          size="small"
          label={translate('whatsapp.spend.month')}
          value={month}
          onChange={({ target }) => setMonth(target.value)}
          sx={{ minWidth: 180 }}
        >
          {monthsUntil(current).map((one) => (
            <MenuItem key={one} value={one}>
              {name.format(new Date(`${one}-01`))}
            </MenuItem>
          ))}
        </TextField>
      }
    >
      {reading.data && <Spent spend={reading.data} />}
    </Panel>
  )
}

function monthsUntil(current: string): string[] {
  const [year = 0, month = 1] = current.split('-').map(Number)
  return Array.from({ length: MONTHS }, (_, back) =>
    new Date(Date.UTC(year, month - 1 - back, 1)).toISOString().slice(0, 7),
  )
}

const Spent = ({ spend: { currency, budget, committed, delivered, free, rules } }: { spend: Spend }) => {
  const translate = useWords()
  const money = useMoney(currency)
  return (
    <Stack spacing={1.5} sx={{ marginTop: 1 }}>
      <Typography variant="h5" component="p">
        {translate('whatsapp.spend.total', { amount: money(committed), smart_count: delivered })}
      </Typography>
      {free > 0 && <Typography variant="body2">{translate('whatsapp.spend.free', { smart_count: free })}</Typography>}
      {budget === null ? (
        <Typography variant="body2">{translate('whatsapp.spend.no_budget')}</Typography>
      ) : (
        <Budget
          part={(100 * committed) / budget}
          words={translate('whatsapp.spend.budget', {
            percent: Math.round((100 * committed) / budget),
            amount: money(budget),
          })}
        />
      )}
      {rules.length === 0 ? (
        <Typography>{translate('whatsapp.spend.none')}</Typography>
      ) : (
        <ByRule rules={rules} money={money} />
      )}
    </Stack>
  )
}

const ByRule = ({ rules, money }: Pick<Spend, 'rules'> & { money(amount: number): string }) => {
  const translate = useWords()
  return (
    <TableContainer tabIndex={0}>
      <Table size="small" sx={{ '& .MuiTableCell-root': { paddingX: { xs: 0.75, sm: 2 } } }}>
        <TableHead>
          <TableRow>
            <TableCell>{translate('whatsapp.spend.rule')}</TableCell>
            <TableCell align="right">{translate('whatsapp.spend.messages')}</TableCell>
            <TableCell align="right">{translate('whatsapp.spend.delivered')}</TableCell>
            <TableCell align="right">{translate('whatsapp.spend.cost')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {rules.map((rule) => (
            <TableRow key={rule.ruleId}>
              <TableCell component="th" scope="row">
                {rule.ruleName ?? '—'}
              </TableCell>
              <TableCell align="right">{rule.messages}</TableCell>
              <TableCell align="right">{rule.delivered}</TableCell>
              <TableCell align="right" sx={{ whiteSpace: 'nowrap' }}>
                {money(rule.committed)}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  )
}

const Budget = ({ part, words }: { part: number; words: string }) => (
  <div>
    <Typography variant="body2">{words}</Typography>
    <LinearProgress
      variant="determinate"
      value={Math.min(100, part)}
      color={part >= 100 ? 'error' : part >= ALERT_PERCENT ? 'warning' : 'primary'}
      aria-label={words}
    />
  </div>
)
