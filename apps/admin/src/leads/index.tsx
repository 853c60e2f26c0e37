import { Card, type Theme, Typography, useMediaQuery } from '@mui/material'
import type { Lead } from '@relance/contract'
import { Create, useRecordContext } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import { Edit } from '../reading/Record.tsx'
import { AnswerLead } from './AnswerLead.tsx'
import { Conversation } from './Conversation.tsx'
import { LateReply } from './LateReply.tsx'
import { LeadHead } from './LeadHead.tsx'
import { LeadForm } from './LeadForm.tsx'
import { LeadList } from './LeadList.tsx'
import { NoteContact } from './NoteContact.tsx'
import { StopQuestions } from '../stops/StopQuestions.tsx'
import { Timeline } from './Timeline.tsx'
import { Why } from './Why.tsx'

/** What is said with a lead on the left, the details on the right; one under the other where there is no room. */
const SIDE_BY_SIDE = {
  '& .RaEdit-main': { gap: 2, alignItems: 'flex-start', flexDirection: { xs: 'column', lg: 'row' } },
  '& .RaEdit-card': { flex: { xs: 'none', lg: '1 1 0' }, width: '100%' },
}

/** On a phone the details are folded: the conversation is what one comes for. */
const Details = () => {
  const translate = useWords()
  const isFolded = useMediaQuery<Theme>((theme) => theme.breakpoints.down('sm'))
  return (
    <Card
      component="details"
      open={!isFolded}
      key={String(isFolded)}
      sx={{ flex: 'none', width: { xs: '100%', lg: 400 }, minWidth: 0 }}
    >
      <Typography variant="h6" component="summary" sx={{ padding: 2, cursor: 'pointer' }}>
        {translate('lead.details')}
      </Typography>
      <LeadForm />
    </Card>
  )
}

const AskedToStop = () => {
  const lead = useRecordContext<Lead>()
  return lead && (lead.stopSuspectedAt || lead.optedOutAt) ? <StopQuestions leadId={lead.id} /> : null
}

/** A number that is not known is not sent back: nobody may take one away. */
const withoutHiddenPhone = ({ phone, ...lead }: Lead) => (phone ? { ...lead, phone } : lead)

export const pages = {
  list: LeadList,
  create: () => (
    <Create redirect="list">
      <LeadForm />
    </Create>
  ),
  edit: () => (
    <Edit aside={<Details />} sx={SIDE_BY_SIDE} transform={withoutHiddenPhone}>
      <LeadHead />
      <AskedToStop />
      <LateReply />
      <Conversation />
      <AnswerLead />
      <NoteContact />
      <Why />
      <Timeline />
    </Edit>
  ),
}
