/**
 * The page of a lead: name and next relance on top, the conversation in the middle, actions below. The details are beside it
 * where there is room.
 */
import { Box, Dialog, GlobalStyles, type Theme, useMediaQuery } from '@mui/material'
import type { Lead } from '@relance/contract'
import { useState } from 'react'
import { useRecordContext } from 'react-admin'
import { Edit } from '../../reading/Record.tsx'
import { StopQuestions } from '../../stops/StopQuestions.tsx'
import { Details } from './Details.tsx'
import { LeadFoot } from './LeadFoot.tsx'
import { LeadHead } from './LeadHead.tsx'
import { Stream } from './Stream.tsx'
import { useLeadOutcomes } from './use-lead-outcomes.ts'

/** In a low window, and on paper, the page scrolls as a whole, since head and foot would leave no room. */
const ROOMY = '@media screen and (min-height: 560px)'
const FLEX = { display: 'flex', flexDirection: 'column', minHeight: 0, flex: '1 1 0' } as const

const FRAME = {
  [ROOMY]: {
    '.RaLayout-root:has(.lead-page), #root:has(.lead-page) .RaLayout-root': { height: '100dvh' },
    '.RaLayout-contentWithSidebar:has(.lead-page)': { minHeight: 0 },
    '.RaLayout-root .RaLayout-appFrame:has(.lead-page)': {
      minHeight: 0,
      marginTop: 'calc(48px + env(safe-area-inset-top))',
    },
    '.RaLayout-content:has(.lead-page)': { overflowY: 'auto', paddingBottom: 0 },
    '.lead-stream': {
      flex: '1 1 0',
      minHeight: 0,
      overflowY: 'auto',
      display: 'flex',
      flexDirection: 'column-reverse',
    },
  },
  '.RaLayout-content:has(.lead-page)': { padding: '0 !important' },
  '@media print': {
    'header, nav, .RaSidebar-root, .lead-foot, .MuiSnackbar-root, .lead-page button, .lead-page a[role=button], .lead-actions':
      {
        display: 'none !important',
      },
    '.lead-page .lead-value': { display: 'block !important' },
    '.RaLayout-appFrame': { marginTop: '0 !important' },
    '.lead-page': { display: 'block !important' },
    '.lead-stream li': { breakInside: 'avoid' },
  },
} as const

const PAGE = {
  '&, & .RaEdit-main, & .RaEdit-card': { [ROOMY]: FLEX, margin: 0, border: 0, borderRadius: 0, boxShadow: 'none' },
} as const

export const LeadPage = () => (
  <>
    <GlobalStyles styles={FRAME} />
    <Edit sx={PAGE}>
      <Page />
    </Edit>
  </>
)

const Page = () => {
  const lead = useRecordContext<Lead>()
  return lead ? <Opened key={lead.id} lead={lead} /> : null
}

const Opened = ({ lead }: { lead: Lead }) => {
  const isWide = useMediaQuery<Theme>((theme) => theme.breakpoints.up('lg'))
  const [isOpen, setIsOpen] = useState(false)
  const outcomes = useLeadOutcomes(String(lead.id))
  const isAsked = lead.stopSuspectedAt !== null || lead.optedOutAt !== null
  return (
    <Box
      className="lead-page"
      sx={{
        [ROOMY]: { flex: '1 1 0', minHeight: 0 },
        display: 'grid',
        gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 1fr) 340px' },
      }}
    >
      <Box sx={{ [ROOMY]: { ...FLEX, minHeight: { xs: 0, md: 420 } }, minWidth: 0 }}>
        <LeadHead lead={lead} {...(!isWide && { showDetails: () => setIsOpen(true) })} />
        {isAsked && (
          <Box sx={{ paddingX: { xs: 2, sm: 3 }, flex: 'none', maxHeight: '40vh', overflowY: 'auto' }}>
            <StopQuestions leadId={String(lead.id)} />
          </Box>
        )}
        <Stream lead={lead} record={outcomes.recordOf} />
        <LeadFoot lead={lead} outcomes={outcomes} />
      </Box>
      {isWide && (
        <Box
          component="aside"
          sx={{
            [ROOMY]: { minHeight: 0, overflowY: 'auto' },
            borderLeft: 1,
            borderColor: 'divider',
            bgcolor: 'background.default',
          }}
        >
          <Details lead={lead} />
        </Box>
      )}
      {!isWide && isOpen && (
        <Dialog
          open
          fullWidth
          scroll="paper"
          onClose={() => setIsOpen(false)}
          aria-labelledby="lead-details"
          sx={SHEET}
        >
          <Details lead={lead} close={() => setIsOpen(false)} />
        </Dialog>
      )}
    </Box>
  )
}

/** From the bottom of a phone, where the thumb is. */
const SHEET = {
  '& .MuiDialog-container': { alignItems: { xs: 'flex-end', sm: 'center' } },
  '& .MuiDialog-paper': {
    margin: { xs: 0, sm: 4 },
    width: { xs: '100%', sm: 440 },
    maxHeight: { xs: 'calc(100dvh - 48px)' },
    borderRadius: { xs: '20px 20px 0 0', sm: 3 },
  },
}
