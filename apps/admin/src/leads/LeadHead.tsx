/** Who a lead is, what comes next and why, and the two ways to reach them: what a closer needs before anything else. */
import CallIcon from '@mui/icons-material/CallOutlined'
import WhatsAppIcon from '@mui/icons-material/WhatsApp'
import { Box, Button, Chip, Stack, Typography } from '@mui/material'
import type { Lead, Relance } from '@relance/contract'
import { useGetIdentity, useGetList, useRecordContext } from 'react-admin'
import { Link as RouterLink } from 'react-router-dom'
import { phoneWords } from '../formats/phone-words.ts'
import { useWords } from '../i18n/use-words.ts'
import { nameOf } from '../inbox/LeadName.tsx'
import { useLeadExplained } from '../why/use-explained.ts'
import { chatLink } from './chat-link.ts'

export const LeadHead = () => {
  const lead = useRecordContext<Lead>()
  const translate = useWords()
  if (!lead) return null
  return (
    <Box component="section" aria-label={translate('lead.who')} sx={{ padding: 2, paddingBottom: 0 }}>
      <Stack direction="row" flexWrap="wrap" useFlexGap spacing={1} alignItems="center">
        <Typography variant="h5" component="h2" dir="auto" sx={{ overflowWrap: 'anywhere' }}>
          {nameOf(lead, translate('inbox.nameless'))}
        </Typography>
        <Chip size="small" label={translate(`statuses.${lead.status}`, { _: lead.status })} />
      </Stack>
      <Typography color="text.secondary" sx={{ overflowWrap: 'anywhere' }}>
        {[lead.company, phoneWords(lead.phone)].filter(Boolean).join(' · ')}
      </Typography>
      <Reach lead={lead} />
      <ComesNext leadId={String(lead.id)} />
    </Box>
  )
}

/** One button to WhatsApp, with the message of today where there is one; one to call. */
const Reach = ({ lead }: { lead: Lead }) => {
  const translate = useWords()
  const { data: identity } = useGetIdentity()
  const { data: open = [] } = useGetList<Relance>('relances', {
    filter: { leadId: lead.id, inbox: true },
    pagination: { page: 1, perPage: 1 },
  })
  const item = open.find(({ closerId }) => closerId === identity?.id)
  if (!lead.phone || lead.optedOutAt) return null
  const size = { minHeight: 48, flex: { xs: '1 1 0', sm: 'none' } }
  return (
    <Stack direction="row" spacing={1} sx={{ marginTop: 1.5 }}>
      {item ? (
        <Button
          component={RouterLink}
          to={`/inbox/${item.id}`}
          variant="contained"
          startIcon={<WhatsAppIcon />}
          sx={size}
        >
          {translate('lead.follow_up')}
        </Button>
      ) : (
        <Button
          component="a"
          href={chatLink(lead.phone)}
          target="_blank"
          rel="noopener noreferrer"
          variant="contained"
          startIcon={<WhatsAppIcon />}
          sx={size}
        >
          {translate('lead.chat')}
        </Button>
      )}
      <Button component="a" href={`tel:${lead.phone}`} variant="outlined" startIcon={<CallIcon />} sx={size}>
        {translate('lead.call')}
      </Button>
    </Stack>
  )
}

/** The engine's own sentence: the next relance with its day, or why there is none. */
const ComesNext = ({ leadId }: { leadId: string }) => {
  const { data } = useLeadExplained(leadId, null)
  if (!data) return null
  return (
    <Typography
      variant="body2"
      sx={{ marginTop: 1.5, paddingX: 1.5, paddingY: 1, borderRadius: 2, bgcolor: 'action.selected' }}
    >
      {data.words.summary}
    </Typography>
  )
}
