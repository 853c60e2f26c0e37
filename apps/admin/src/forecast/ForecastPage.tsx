/** The two weeks to come: how much each closer will find on each day, where that is too much, and how to spread it. */
import { Alert, Box, Stack, TextField, Typography } from '@mui/material'
import type { ForecastShape } from '@relance/contract'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Title } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import { Failure } from '../reading/Failure.tsx'
import { dayIn } from '../calendar/weeks.ts'
import { Waiting } from '../reading/Waiting.tsx'
import { request } from '../providers/request.ts'
import { useCloserNames } from '../what-if/use-closer-names.ts'
import { CloserLoadCard } from './CloserLoadCard.tsx'
import { automatic, closerDays, overloaded } from './load-of.ts'
import { Spread } from './Spread.tsx'

const DAYS = 14

export const ForecastPage = () => {
  const translate = useWords()
  const { data, error, refetch } = useQuery({
    queryKey: ['forecast', DAYS],
    queryFn: async () => (await request<ForecastShape>(`forecast?days=${DAYS}`)).json,
  })
  return (
    <Box sx={{ marginTop: 2 }}>
      <Title title={translate('forecast.title')} />
      <Typography variant="body2" color="text.secondary">
        {translate('forecast.hint', { days: DAYS })}
      </Typography>
      {error ? (
        <Failure error={error} retry={refetch} />
      ) : data ? (
        <Load forecast={data} refresh={() => void refetch()} />
      ) : (
        <Waiting />
      )}
    </Box>
  )
}

const Load = ({ forecast, refresh }: { forecast: ForecastShape; refresh(): void }) => {
  const translate = useWords()
  const nameOf = useCloserNames()
  const [typed, setTyped] = useState(forecast.dailyLimit === null ? '' : String(forecast.dailyLimit))
  const limit = /^[1-9]\d{0,3}$/.test(typed) ? Number(typed) : null
  const closers = closerDays(forecast)
  const over = closers.reduce((sum, closer) => sum + overloaded(closer, limit), 0)
  const sent = automatic(forecast)
  return (
    <Stack spacing={2} sx={{ marginTop: 2 }}>
      {!forecast.isComplete && <Alert severity="warning">{translate('forecast.partial')}</Alert>}
      <Stack direction="row" useFlexGap flexWrap="wrap" spacing={2} alignItems="center">
        <TextField
          type="number"
          size="small"
          label={translate('forecast.limit')}
          helperText={translate(forecast.dailyLimit === null ? 'forecast.no_limit' : 'forecast.limit_hint')}
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
          slotProps={{ htmlInput: { min: 1, max: 9_999 } }}
          sx={{ width: 300 }}
        />
        <Spread days={DAYS} limit={limit} isOver={over > 0} refresh={refresh} />
      </Stack>
      {limit !== null && (
        <Alert severity={over > 0 ? 'warning' : 'success'}>
          {over > 0 ? translate('forecast.over', { smart_count: over, limit }) : translate('forecast.fits', { limit })}
        </Alert>
      )}
      {closers.length === 0 && <Typography>{translate('forecast.empty')}</Typography>}
      {sent > 0 && <Typography variant="body2">{translate('forecast.automatic', { smart_count: sent })}</Typography>}
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'repeat(2, minmax(0, 1fr))' },
        }}
      >
        {closers.map((closer) => (
          <CloserLoadCard
            key={closer.closerId}
            name={nameOf(closer.closerId)}
            closer={closer}
            limit={limit}
            from={dayIn(forecast.timeZone, forecast.from)}
            to={dayIn(forecast.timeZone, forecast.until)}
            holidays={new Set(forecast.holidays)}
          />
        ))}
      </Box>
    </Stack>
  )
}
