import CallIcon from '@mui/icons-material/CallOutlined'
import CloseIcon from '@mui/icons-material/Close'
import HelpIcon from '@mui/icons-material/HelpOutline'
import WhatsAppIcon from '@mui/icons-material/WhatsApp'
import { AppBar, Box, Button, Dialog, IconButton, Link, Stack, Toolbar, Typography } from '@mui/material'
import type { Lead, Relance } from '@relance/contract'
import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react'
import { Link as RouterLink } from 'react-router-dom'
import { useWords } from '../i18n/use-words.ts'
import { phoneWords } from '../formats/phone-words.ts'
import { keptOf } from '../providers/kept.ts'
import { RelanceWhy } from '../why/RelanceWhy.tsx'
import type { RelanceVerb } from '../providers/relance-verb.ts'
import { Before } from './Before.tsx'
import { KeysHelp, Snooze, useLaterParts } from './later-parts.tsx'
import { nameOf, useLead } from './LeadName.tsx'
import { OUTCOME_KEYS } from './outcomes.ts'
import { Outcomes } from './Outcomes.tsx'
import { OutsideWindow, useClosedWindow } from './OutsideWindow.tsx'
import { DayProgress } from './DayProgress.tsx'
import { useAgo } from '../formats/use-ago.ts'
import { ToSend } from '../message/ToSend.tsx'
import { useKeys } from './use-keys.ts'
import { useShortTime } from '../formats/use-short-time.ts'

const TITLE_ID = 'relance-mode-title'

interface Props {
  relance: Relance
  /** How many are for now, this one included. */
  left: number
  isReady: boolean
  act(relance: Relance, verb: RelanceVerb, body?: object): Promise<unknown>
  /** Null when the server refused; the person was told why. */
  reword(message: string): Promise<unknown>
  undo(): void
  go(direction: 1 | -1): void
  close(): void
  /** Shown above the lead: what is behind a dialog cannot be reached. */
  children: ReactNode
}

/** One lead fills the screen: who, why now, what was said before, the message, one link to WhatsApp; then what came of it. */
export const RelanceMode = ({ relance, left, isReady, act, reword, undo, go, close, children }: Props) => {
  const translate = useWords()
  const lead = useLead(relance.leadId)
  const link = useRef<HTMLAnchorElement>(null)
  const question = useRef<HTMLHeadingElement>(null)
  const [isSnoozing, setIsSnoozing] = useState(false)
  const [isHelping, setIsHelping] = useState(false)
  const [isEditing, setIsEditing] = useState(() => keptOf(`message/${relance.id}`) !== null)
  const isOpened = relance.state === 'opened'
  useReturn(isOpened, question)
  useLaterParts()

  const settle = async (verb: RelanceVerb, body?: object): Promise<void> => {
    if (await act(relance, verb, body)) go(1)
  }
  const outcomeKeys = Object.fromEntries(
    OUTCOME_KEYS.map((outcome, place) => [String(place + 1), () => void settle('outcome', { outcome })]),
  )
  useKeys(
    {
      j: () => go(1),
      k: () => go(-1),
      Enter: () => link.current?.click(),
      e: () => void settle('sent'),
      s: () => setIsSnoozing((is) => !is),
      u: undo,
      m: () => setIsEditing(true),
      '?': () => setIsHelping(true),
      ...outcomeKeys,
    },
    !isHelping && !isEditing,
  )
  const outcomes = <Outcomes isOpened={isOpened} settle={settle} question={question} />
  const closed = useClosedWindow(relance, isReady)
  const toWhatsApp = relance.link && isReady && !closed && !isEditing && (
    <Button
      ref={link}
      component="a"
      href={relance.link}
      target="_blank"
      rel="noopener noreferrer"
      variant={isOpened ? 'text' : 'contained'}
      size="large"
      fullWidth
      startIcon={<WhatsAppIcon />}
      onClick={() => void act(relance, 'open')}
      aria-keyshortcuts="Enter"
      sx={{ minHeight: 56 }}
    >
      {translate(isOpened ? 'inbox.open_again' : 'relance.open')}
    </Button>
  )

  return (
    <Dialog open fullScreen onClose={close} transitionDuration={0} aria-labelledby={TITLE_ID}>
      <AppBar position="sticky" color="default" elevation={0} sx={{ paddingTop: 'env(safe-area-inset-top)' }}>
        <Toolbar variant="dense">
          <Typography sx={{ flexGrow: 1 }} variant="body2" aria-live="polite">
            {translate('inbox.left', { smart_count: left })}
          </Typography>
          <IconButton
            onClick={() => setIsHelping(true)}
            aria-label={translate('keys.help')}
            aria-keyshortcuts="?"
            sx={{ display: { xs: 'none', md: 'inline-flex' } }}
          >
            <HelpIcon />
          </IconButton>
          <IconButton onClick={close} aria-label={translate('ra.action.close')} edge="end">
            <CloseIcon />
          </IconButton>
        </Toolbar>
        <DayProgress left={left} isBare />
        {children}
      </AppBar>
      <Box
        sx={{
          maxWidth: 640,
          width: '100%',
          marginX: 'auto',
          padding: 2,
          paddingBottom: 'calc(24px + env(safe-area-inset-bottom))',
        }}
      >
        <Who lead={lead} leadId={relance.leadId} />
        <WhyNow relance={relance} lead={lead} />
        <Box sx={{ marginY: 2 }}>
          <ToSend relance={relance} isEditing={isEditing} setIsEditing={setIsEditing} reword={reword} />
        </Box>
        {isOpened && outcomes}
        <Stack spacing={1} sx={{ marginTop: isOpened ? 2 : 0 }}>
          {toWhatsApp}
          {closed && !isEditing && (
            <OutsideWindow
              closed={closed}
              link={relance.link}
              putOff={(until) => void settle('snooze', until)}
              openAnyway={() => void act(relance, 'open', { outsideWindow: true })}
            />
          )}
          {!isReady && <Typography color="text.secondary">{translate('inbox.not_yet')}</Typography>}
          <Stack
            direction="row"
            flexWrap="wrap"
            sx={{ marginX: -1, '& .MuiButton-root': { minHeight: 48, paddingX: 1.25, fontSize: '0.875rem' } }}
          >
            {lead?.phone && (
              <Button component="a" href={`tel:${lead.phone}`} startIcon={<CallIcon />}>
                {translate('lead.call')}
              </Button>
            )}
            <RelanceWhy relance={relance} />
            <Button onClick={() => setIsSnoozing(!isSnoozing)} aria-expanded={isSnoozing} aria-keyshortcuts="s">
              {translate('inbox.snooze')}
            </Button>
            <Button onClick={() => void settle('skip')}>{translate('inbox.skip')}</Button>
            {left > 1 && (
              <Button onClick={() => go(1)} aria-keyshortcuts="j">
                {translate('inbox.next')}
              </Button>
            )}
          </Stack>
          {isSnoozing && <Snooze putOff={(until) => void settle('snooze', until)} />}
        </Stack>
        <Before leadId={relance.leadId} />
        {!isOpened && outcomes}
      </Box>
      {isHelping && <KeysHelp close={() => setIsHelping(false)} />}
    </Dialog>
  )
}

/** Opening is not sending: whoever comes back from WhatsApp finds the question in front. */
function useReturn(isOpened: boolean, question: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    if (!isOpened) return
    const ask = (): void => {
      if (document.visibilityState !== 'visible') return
      question.current?.focus({ preventScroll: true })
      question.current?.scrollIntoView({ block: 'center' })
    }
    document.addEventListener('visibilitychange', ask)
    return () => document.removeEventListener('visibilitychange', ask)
  }, [isOpened, question])
}

const Who = ({ lead, leadId }: { lead: Lead | undefined; leadId: string }) => {
  const translate = useWords()
  return (
    <>
      <Typography variant="h5" component="h1" id={TITLE_ID} sx={{ overflowWrap: 'anywhere' }}>
        {nameOf(lead, translate('inbox.nameless'))}
      </Typography>
      <Typography color="text.secondary" sx={{ overflowWrap: 'anywhere' }}>
        {[lead?.company, phoneWords(lead?.phone)].filter(Boolean).join(' · ')}
      </Typography>
      <Link component={RouterLink} to={`/leads/${leadId}`} variant="body2">
        {translate('inbox.lead_page')}
      </Link>
    </>
  )
}

const WhyNow = ({ relance, lead }: { relance: Relance; lead: Lead | undefined }) => {
  const translate = useWords()
  const shortTime = useShortTime()
  const ago = useAgo()
  return (
    <Typography variant="body2" color="text.secondary" sx={{ marginTop: 1 }}>
      {relance.ruleName && `${relance.ruleName} · `}
      {translate('inbox.step', { step: relance.step })} · {shortTime(relance.deliverAt)}
      {lead?.lastContactAt && ` · ${translate('inbox.last_contact', { ago: ago(lead.lastContactAt) })}`}
    </Typography>
  )
}
