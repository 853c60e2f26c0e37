/** Who a lead is, where they stand, what comes next and why, and the two ways to reach them. */
import BackIcon from '@mui/icons-material/ArrowBack'
import CallIcon from '@mui/icons-material/CallOutlined'
import DetailsIcon from '@mui/icons-material/BadgeOutlined'
import WhatsAppIcon from '@mui/icons-material/WhatsApp'
import { Box, Button, IconButton, MenuItem, Stack, TextField, Typography } from '@mui/material'
import type { Lead } from '@relance/contract'
import { useGetIdentity } from 'react-admin'
import { Link as RouterLink } from 'react-router-dom'
import { phoneWords } from '../../formats/phone-words.ts'
import { useWords } from '../../i18n/use-words.ts'
import { nameOf } from '../../inbox/LeadName.tsx'
import { useStatuses } from './use-statuses.ts'
import { chatLink } from './chat-link.ts'
import { ComesNext } from './ComesNext.tsx'
import { useOpenItems } from './use-lead-outcomes.ts'
import { useSaveField } from './use-save-field.ts'

interface Props {
  lead: Lead
  /** Opens the details when they are not beside the conversation. */
  showDetails?(): void
}

export const LeadHead = ({ lead, showDetails }: Props) => {
  const translate = useWords()
  const name = nameOf(lead, translate('inbox.nameless'))
  // Beside the conversation the details show the number already.
  const under = [lead.company, showDetails && phoneWords(lead.phone)].filter(Boolean).join(' · ')
  return (
    <Box
      component="section"
      aria-label={translate('lead.who')}
      sx={{ flex: 'none', paddingX: { xs: 2, sm: 3 }, paddingY: 1.5, borderBottom: 1, borderColor: 'divider' }}
    >
      <Stack direction="row" alignItems="center" columnGap={1}>
        <IconButton
          component={RouterLink}
          to="/leads"
          edge="start"
          aria-label={translate('lead_page.back')}
          className="lead-actions"
        >
          <BackIcon />
        </IconButton>
        <Box sx={{ minWidth: 0, flex: '1 1 0' }}>
          <Typography
            variant="h5"
            component="h2"
            dir="auto"
            noWrap
            title={name}
            sx={{ fontSize: { xs: '1.125rem', sm: '1.375rem' } }}
          >
            {name}
          </Typography>
          <Typography variant="body2" color="text.secondary" noWrap>
            {under}
          </Typography>
        </Box>
        <Status lead={lead} />
        {showDetails && (
          <IconButton
            onClick={showDetails}
            edge="end"
            aria-label={translate('lead.details')}
            title={translate('lead.details')}
            className="lead-actions"
            sx={{ flex: 'none', width: 44, height: 44 }}
          >
            <DetailsIcon />
          </IconButton>
        )}
        <Box className="lead-actions" sx={{ display: { xs: 'none', md: 'block' } }}>
          <Reach lead={lead} />
        </Box>
      </Stack>
      <ComesNext leadId={String(lead.id)} />
    </Box>
  )
}

const CHOSEN = {
  paddingY: 0.75,
  fontWeight: 600,
  fontSize: '0.875rem',
  '&::first-letter': { textTransform: 'uppercase' },
} as const

/** Changed where it stands. */
const Status = ({ lead }: { lead: Lead }) => {
  const translate = useWords()
  const statuses = useStatuses()
  const { save, isSaving } = useSaveField(lead)
  const known = statuses.some(({ id }) => id === lead.status)
  const current = { id: lead.status, name: translate(`statuses.${lead.status}`, { _: lead.status }) }
  return (
    <TextField
      select
      size="small"
      margin="none"
      fullWidth={false}
      value={lead.status}
      disabled={isSaving || lead.erasedAt !== null}
      onChange={({ target }) => void save('status', target.value)}
      slotProps={{
        htmlInput: { 'aria-label': translate('resources.leads.fields.status') },
        select: {
          SelectDisplayProps: {
            'aria-label': translate('shell.pair', {
              name: translate('resources.leads.fields.status'),
              value: current.name,
            }),
          },
        },
      }}
      sx={{ flex: 'none', maxWidth: { xs: 132, sm: 180 }, '& .MuiSelect-select': CHOSEN }}
    >
      {(known ? statuses : [current, ...statuses]).map(({ id, name }) => (
        <MenuItem key={id} value={id}>
          {name}
        </MenuItem>
      ))}
    </TextField>
  )
}

/** One button to WhatsApp, with the message of today where there is one; one to call. */
export const Reach = ({ lead }: { lead: Lead }) => {
  const translate = useWords()
  const { data: identity } = useGetIdentity()
  const item = useOpenItems(String(lead.id)).find(
    ({ closerId, deliverAt }) => closerId === identity?.id && Date.parse(deliverAt) <= Date.now(),
  )
  if (!lead.phone || lead.optedOutAt) return null
  const size = { minHeight: { xs: 48, md: 40 }, flex: { xs: '1 1 0', md: 'none' }, paddingX: { xs: 1, md: 2 } }
  const look = { variant: 'contained', startIcon: <WhatsAppIcon />, sx: size } as const
  return (
    <Stack direction="row" spacing={1}>
      <Button component="a" href={`tel:${lead.phone}`} variant="outlined" startIcon={<CallIcon />} sx={size}>
        {translate('lead.call')}
      </Button>
      {item ? (
        <Button component={RouterLink} to={`/inbox/${item.id}`} {...look}>
          {translate('lead.follow_up')}
        </Button>
      ) : (
        <Button component="a" href={chatLink(lead.phone)} target="_blank" rel="noopener noreferrer" {...look}>
          {translate('lead.chat')}
        </Button>
      )}
    </Stack>
  )
}
