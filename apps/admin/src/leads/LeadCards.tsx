/** The leads of a list as cards: what a phone shows, and a desk that prefers it. */
import { Box, Card, CardActionArea, FormControlLabel, Stack, Typography } from '@mui/material'
import type { Lead } from '@relance/contract'
import { FIELDS_UNDER_NAME } from '@relance/contract/lead-fields'
import { ListNoResults, RecordContextProvider, ReferenceField, useListContext } from 'react-admin'
import { Link } from 'react-router-dom'
import { useWords } from '../i18n/use-words.ts'
import { useAgo } from '../formats/use-ago.ts'
import { Waiting } from '../reading/Waiting.tsx'
import { LeadStatus, Phone, Tags } from './LeadMarks.tsx'
import { SelectAll, SelectRow } from './Selection.tsx'

export const LeadCards = ({ mayChange }: { mayChange: boolean }) => {
  const translate = useWords()
  const { data = [], isPending } = useListContext<Lead>()
  if (isPending) return <Waiting />
  if (data.length === 0) return <ListNoResults />
  return (
    <>
      {mayChange && (
        <FormControlLabel sx={{ marginLeft: 1 }} control={<SelectAll />} label={translate('bulk.select_page')} />
      )}
      <Box
        component="ul"
        sx={{
          display: 'grid',
          gap: 1,
          padding: 1,
          margin: 0,
          listStyle: 'none',
          gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 280px), 1fr))',
        }}
      >
        {data.map((lead) => (
          <RecordContextProvider key={lead.id} value={lead}>
            <Card component="li" sx={{ position: 'relative' }}>
              <CardActionArea component={Link} to={`/leads/${lead.id}`} sx={{ height: '100%', padding: 1.5 }}>
                <Face lead={lead} hasBox={mayChange} />
              </CardActionArea>
              {mayChange && (
                <Box sx={{ position: 'absolute', top: 4, right: 4 }}>
                  <SelectRow />
                </Box>
              )}
            </Card>
          </RecordContextProvider>
        ))}
      </Box>
    </>
  )
}

const Face = ({ lead, hasBox }: { lead: Lead; hasBox: boolean }) => {
  const translate = useWords()
  const ago = useAgo()
  const name = `${lead.firstName} ${lead.lastName}`.trim()
  return (
    <Stack spacing={0.5} sx={{ height: '100%' }}>
      <Typography variant="subtitle1" component="span" sx={{ overflowWrap: 'anywhere', paddingRight: hasBox ? 4 : 0 }}>
        {[name, ...FIELDS_UNDER_NAME.map((field) => lead[field])].filter(Boolean).join(' · ') || '—'}
      </Typography>
      <Typography variant="body2" component="span" color="text.secondary">
        <Phone lead={lead} />
      </Typography>
      <Stack direction="row" spacing={0.5} useFlexGap flexWrap="wrap" alignItems="center">
        <LeadStatus status={lead.status} />
        <Tags lead={lead} />
      </Stack>
      <Typography variant="body2" component="span" color="text.secondary">
        {lead.lastContactAt
          ? translate('inbox.last_contact', { ago: ago(lead.lastContactAt) })
          : translate('lead.never_contacted')}
        {' · '}
        {translate('lead.relances', { smart_count: lead.relanceCount })}
        {hasBox && lead.closerId && (
          <>
            {' · '}
            <ReferenceField source="closerId" reference="closers" link={false} />
          </>
        )}
      </Typography>
    </Stack>
  )
}
