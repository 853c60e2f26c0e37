/** Actions of the lead page, always visible: outcomes, note or answer, and on a phone call and WhatsApp. */
import CallIcon from '@mui/icons-material/AddIcCallOutlined'
import NoteIcon from '@mui/icons-material/StickyNote2Outlined'
import { Alert, Box, Button, Dialog, DialogContent, DialogTitle, Stack, type Theme, useMediaQuery } from '@mui/material'
import type { Lead } from '@relance/contract'
import { useState } from 'react'
import { useWords } from '../../i18n/use-words.ts'
import { FREQUENT_OUTCOMES, type Outcome } from '../../inbox/outcomes.ts'
import { OutcomeGrid } from '../../inbox/Outcomes.tsx'
import { UndoBar } from '../../inbox/UndoBar.tsx'
import { useShortTime } from '../../formats/use-short-time.ts'
import { AnswerLead, useAnswerWindow } from './AnswerLead.tsx'
import { ContactDialog } from './ContactDialog.tsx'
import { NoteBox } from './NoteBox.tsx'
import { Reach } from './LeadHead.tsx'
import type { useLeadOutcomes } from './use-lead-outcomes.ts'

type Outcomes = ReturnType<typeof useLeadOutcomes>

export const LeadFoot = ({ lead, outcomes }: { lead: Lead; outcomes: Outcomes }) => {
  const isPhone = useMediaQuery<Theme>((theme) => theme.breakpoints.down('md'))
  const { undoing } = outcomes
  const leadId = String(lead.id)
  const answerWindow = useAnswerWindow(leadId)
  const [isNoting, setIsNoting] = useState(false)
  if (lead.erasedAt) return null
  return (
    <Box
      className="lead-foot"
      sx={{
        flex: 'none',
        borderTop: 1,
        borderColor: 'divider',
        bgcolor: 'background.paper',
        paddingX: { xs: 2, sm: 3 },
        paddingTop: 1.25,
        paddingBottom: 'calc(12px + env(safe-area-inset-bottom))',
      }}
    >
      <UndoBar done={undoing.done} undo={undoing.undo} forget={undoing.forget} />
      <ContactNoted noting={outcomes.noting} />
      <OutcomeRow outcomes={outcomes} {...(answerWindow && !isPhone && { note: () => setIsNoting(!isNoting) })} />
      {answerWindow && !isNoting && <AnswerLead leadId={leadId} answerWindow={answerWindow} />}
      {(isNoting || (!isPhone && !answerWindow)) && (
        <NoteBox
          leadId={leadId}
          save={outcomes.noting.addNote}
          {...(isNoting && { close: () => setIsNoting(false) })}
        />
      )}
      {isPhone && (
        <Stack direction="row" spacing={1} sx={{ marginTop: 1 }}>
          <NoteButton isOn={isNoting} toggle={() => setIsNoting(!isNoting)} />
          <Box sx={{ flexGrow: 1, minWidth: 0 }}>
            <Reach lead={lead} />
          </Box>
        </Stack>
      )}
    </Box>
  )
}

const CHIP = {
  borderColor: 'divider',
  flex: 'none',
  minHeight: { xs: 44, md: 36 },
  borderRadius: 5,
  whiteSpace: 'nowrap',
} as const
const FEW = ['replied', 'meeting'] as const

/** The usual ones at one tap; all of them, with what each causes, behind the last. */
interface RowProps {
  outcomes: Outcomes
  /** Opens the note dialog; given where the field below sends a WhatsApp answer. */
  note?(): void
}

const OutcomeRow = ({ outcomes: { target, awaiting, record, noting }, note }: RowProps) => {
  const translate = useWords()
  const shortTime = useShortTime()
  const [asked, setAsked] = useState<'outcomes' | 'contact' | null>(null)
  const close = (): void => setAsked(null)
  const usual: readonly Outcome[] = target ? FREQUENT_OUTCOMES : FEW
  return (
    <Stack
      direction="row"
      spacing={1}
      component="section"
      aria-label={translate('inbox.outcome_question')}
      sx={{ overflowX: 'auto', paddingBottom: 1, scrollbarWidth: 'none', '& .MuiButton-root': CHIP }}
    >
      {usual.map((outcome) => (
        <Button
          key={outcome}
          variant="outlined"
          color="inherit"
          title={translate(`inbox.consequence.${outcome}`)}
          onClick={() => record(outcome)}
        >
          {translate(`inbox.outcome.${outcome}`)}
        </Button>
      ))}
      {target && (
        <Button variant="outlined" color="inherit" aria-haspopup="dialog" onClick={() => setAsked('outcomes')}>
          {translate('inbox.outcomes_all')}
        </Button>
      )}
      <Button
        variant="outlined"
        color="inherit"
        aria-haspopup="dialog"
        startIcon={<CallIcon />}
        onClick={() => setAsked('contact')}
      >
        {translate('contact.ask.contact')}
      </Button>
      {note && (
        <Button variant="outlined" color="inherit" startIcon={<NoteIcon />} onClick={note}>
          {translate('lead_page.note')}
        </Button>
      )}
      {asked === 'contact' && <ContactDialog save={noting.noteContact} close={close} />}
      <Dialog open={asked === 'outcomes'} fullWidth onClose={close} aria-labelledby="lead-outcomes">
        <DialogTitle id="lead-outcomes">
          {awaiting
            ? translate('inbox.late_reply', { when: shortTime(awaiting.settledAt ?? awaiting.deliverAt) })
            : translate('inbox.outcome_question')}
        </DialogTitle>
        <DialogContent>
          <OutcomeGrid
            choose={(outcome) => {
              close()
              record(outcome)
            }}
          />
        </DialogContent>
      </Dialog>
    </Stack>
  )
}

const ContactNoted = ({ noting: { noted, takeBack, forget } }: { noting: Outcomes['noting'] }) => {
  const translate = useWords()
  if (!noted) return null
  const { contact, summary } = noted
  return (
    <Alert
      severity="success"
      sx={{ marginBottom: 1 }}
      action={
        <>
          <Button color="inherit" size="small" onClick={() => void takeBack(contact)}>
            {translate('contact.take_back')}
          </Button>
          <Button color="inherit" size="small" onClick={forget}>
            {translate('ra.action.close')}
          </Button>
        </>
      }
    >
      {translate(`contact.noted.${contact.kind}`)} {summary}
    </Alert>
  )
}

const NoteButton = ({ isOn, toggle }: { isOn: boolean; toggle(): void }) => {
  const translate = useWords()
  return (
    <Button
      variant="outlined"
      color="inherit"
      startIcon={<NoteIcon />}
      aria-expanded={isOn}
      onClick={toggle}
      sx={{ minHeight: 48, flex: 'none', borderColor: 'divider', paddingX: 1.25 }}
    >
      {translate('lead_page.note')}
    </Button>
  )
}
