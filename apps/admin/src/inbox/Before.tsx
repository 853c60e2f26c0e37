/** What was said to this lead before, so that nobody repeats themselves. */
import { Box, Stack, Typography } from '@mui/material'
import type { Relance } from '@relance/contract'
import { useGetList } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import { Failure } from '../reading/Failure.tsx'
import { useShortTime } from '../formats/use-short-time.ts'

const SHOWN = 3
const REACHED = ['sent', 'skipped', 'accepted', 'delivered', 'read']

export const Before = ({ leadId }: { leadId: string }) => {
  const translate = useWords()
  const shortTime = useShortTime()
  const { data, error, refetch } = useGetList<Relance>('relances', {
    filter: { leadId, state: REACHED },
    sort: { field: 'recordedAt', order: 'DESC' },
    pagination: { page: 1, perPage: SHOWN },
  })
  if (error && !data) return <Failure error={error} retry={refetch} />
  if (!data) return null
  return (
    <Box component="section" sx={{ marginTop: 3 }}>
      <Typography variant="overline" component="h2" color="text.secondary">
        {translate('inbox.before')}
      </Typography>
      {data.length === 0 && <Typography variant="body2">{translate('inbox.before_none')}</Typography>}
      <Stack component="ul" spacing={1} sx={{ listStyle: 'none', padding: 0, margin: 0 }}>
        {data.map((relance) => (
          <Box component="li" key={relance.id} sx={{ borderLeft: 3, borderColor: 'divider', paddingLeft: 1.5 }}>
            <Typography variant="caption" color="text.secondary" component="p">
              {shortTime(relance.settledAt ?? relance.deliverAt)} · {translate(`relance.states.${relance.state}`)}
              {relance.outcome && ` · ${translate(`inbox.outcome.${relance.outcome}`)}`}
            </Typography>
            <Typography variant="body2" sx={{ overflowWrap: 'anywhere' }}>
              {relance.message}
            </Typography>
          </Box>
        ))}
      </Stack>
    </Box>
  )
}
