import { Card } from '@mui/material'
import type { Lead } from '@relance/contract'
import { Create, useRecordContext } from 'react-admin'
import { Edit } from '../reading/Record.tsx'
import { AnswerLead } from './AnswerLead.tsx'
import { Conversation } from './Conversation.tsx'
import { LateReply } from './LateReply.tsx'
import { LeadForm } from './LeadForm.tsx'
import { LeadList } from './LeadList.tsx'
import { NoteContact } from './NoteContact.tsx'
import { StopQuestions } from '../stops/StopQuestions.tsx'
import { Timeline } from './Timeline.tsx'
import { Why } from './Why.tsx'

/** The record on the left, what happened to it on the right; one under the other where there is no room. */
const SIDE_BY_SIDE = {
  '& .RaEdit-main': { gap: 2, alignItems: 'flex-start', flexDirection: { xs: 'column', lg: 'row' } },
  '& .RaEdit-card': { flex: { xs: 'none', lg: '1 1 0' }, width: '100%' },
}

const Beside = () => (
  <Card sx={{ flex: 'none', width: { xs: '100%', lg: 440 }, minWidth: 0 }}>
    <Why />
    <Timeline />
  </Card>
)

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
    <Edit aside={<Beside />} sx={SIDE_BY_SIDE} transform={withoutHiddenPhone}>
      <AskedToStop />
      <LateReply />
      <Conversation />
      <AnswerLead />
      <NoteContact />
      <LeadForm />
    </Edit>
  ),
}
