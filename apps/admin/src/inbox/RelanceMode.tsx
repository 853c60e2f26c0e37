import CloseIcon from '@mui/icons-material/Close'
import WhatsAppIcon from '@mui/icons-material/WhatsApp'
import {
  AppBar,
  Box,
  Button,
  Chip,
  Dialog,
  IconButton,
  Paper,
  Stack,
  Toolbar,
  Typography,
  useTheme,
} from '@mui/material'
import type { Relance } from '@relance/contract'
import { type ReactNode, useRef, useState } from 'react'
import { useNotify } from 'react-admin'
import type { RelanceVerb } from '../providers/verbs.ts'
import { nameOf, useLead } from './LeadName.tsx'
import { OUTCOME_KEYS, SNOOZE_CHOICES } from './outcomes.ts'
import { useKeys } from './use-keys.ts'
import { useShortTime } from './use-short-time.ts'
import { useWords, type WordKey } from '../i18n/use-words.ts'

const TITLE_ID = 'relance-mode-title'

interface Props {
  relance: Relance
  /** How many are for now, this one included. */
  left: number
  isReady: boolean
  act(relance: Relance, verb: RelanceVerb, body?: object): Promise<unknown>
  next(): void
  close(): void
  /** Shown over the lead: what is behind a dialog cannot be reached. */
  children: ReactNode
}

/** One lead fills the screen: who, why now, the message, one button to WhatsApp; then what came of it. */
export const RelanceMode = ({ relance, left, isReady, act, next, close, children }: Props) => {
  const translate = useWords()
  const theme = useTheme()
  const lead = useLead(relance.leadId)
  const link = useRef<HTMLAnchorElement>(null)
  const [isSnoozing, setIsSnoozing] = useState(false)
  const isOpened = relance.state === 'opened'

  const settle = async (verb: RelanceVerb, body?: object): Promise<void> => {
    if (await act(relance, verb, body)) next()
  }
  const outcomeKeys = Object.fromEntries(
    OUTCOME_KEYS.map((outcome, place) => [String(place + 1), () => void settle('outcome', { outcome })]),
  )
  useKeys({
    j: next,
    Enter: () => link.current?.click(),
    e: () => void settle('sent'),
    s: () => setIsSnoozing((is) => !is),
    ...outcomeKeys,
  })

  return (
    <Dialog open fullScreen onClose={close} transitionDuration={0} aria-labelledby={TITLE_ID}>
      <AppBar position="sticky" color="default" elevation={0}>
        <Toolbar variant="dense">
          <Typography sx={{ flexGrow: 1 }} variant="body2">
            {translate('inbox.left', { smart_count: left })}
          </Typography>
          <IconButton onClick={close} aria-label={translate('ra.action.close')}>
            <CloseIcon />
          </IconButton>
        </Toolbar>
      </AppBar>
      <Box sx={{ maxWidth: 640, width: '100%', marginX: 'auto', padding: 2 }}>
        <Typography variant="h5" component="h1" id={TITLE_ID}>
          {nameOf(lead, translate('inbox.nameless'))}
        </Typography>
        <Typography color="text.secondary">{[lead?.company, lead?.phone].filter(Boolean).join(' · ')}</Typography>
        <WhyNow relance={relance} />
        <Paper
          elevation={0}
          sx={{
            marginY: 2,
            padding: 2,
            borderRadius: '12px 12px 12px 2px',
            whiteSpace: 'pre-wrap',
            overflowWrap: 'anywhere',
            bgcolor: theme.palette.mode === 'dark' ? '#134d37' : '#dcf8c6',
          }}
        >
          {relance.message}
        </Paper>
        <Stack spacing={1}>
          {relance.link && isReady && (
            <Button
              ref={link}
              component="a"
              href={relance.link}
              target="_blank"
              rel="noopener noreferrer"
              variant="contained"
              size="large"
              color={isOpened ? 'inherit' : 'success'}
              startIcon={<WhatsAppIcon />}
              onClick={() => void act(relance, 'open')}
            >
              {translate(isOpened ? 'inbox.open_again' : 'relance.open')}
            </Button>
          )}
          {!isReady && <Typography color="text.secondary">{translate('inbox.not_yet')}</Typography>}
          <Stack direction="row" spacing={1} flexWrap="wrap" useFlexGap>
            <Copy text={relance.message} />
            <Button onClick={() => setIsSnoozing(!isSnoozing)} aria-expanded={isSnoozing}>
              {translate('inbox.snooze')}
            </Button>
            <Button onClick={() => void settle('skip')}>{translate('inbox.skip')}</Button>
            {left > 1 && <Button onClick={next}>{translate('inbox.next')}</Button>}
          </Stack>
          {isSnoozing && (
            <Stack direction="row" spacing={1} flexWrap="wrap" useFlexGap>
              {SNOOZE_CHOICES.map((preset) => (
                <Chip
                  key={preset}
                  label={translate(`inbox.snooze_to.${preset}`)}
                  onClick={() => void settle('snooze', { preset })}
                />
              ))}
            </Stack>
          )}
        </Stack>
        <Outcomes isOpened={isOpened} settle={settle} />
      </Box>
      {children}
    </Dialog>
  )
}

const WhyNow = ({ relance }: { relance: Relance }) => {
  const translate = useWords()
  const shortTime = useShortTime()
  return (
    <Typography variant="body2" color="text.secondary" sx={{ marginTop: 1 }}>
      {relance.ruleName && `${relance.ruleName} · `}
      {translate('inbox.step', { step: relance.step })} · {shortTime(relance.deliverAt)}
    </Typography>
  )
}

const Copy = ({ text }: { text: string }) => {
  const translate = useWords()
  const notify = useNotify()
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(text)
    notify('inbox.copied')
  }
  return <Button onClick={() => void copy()}>{translate('inbox.copy')}</Button>
}

/** What came of it, with what each answer will cause written under it. */
const Outcomes = ({
  isOpened,
  settle,
}: {
  isOpened: boolean
  settle: (verb: RelanceVerb, body?: object) => Promise<void>
}) => {
  const translate = useWords()
  return (
    <Box component="section" sx={{ marginTop: 3 }} aria-label={translate('inbox.sent_question')}>
      <Typography variant="h6" component="h2" gutterBottom>
        {translate('inbox.sent_question')}
      </Typography>
      <Stack spacing={1}>
        <Answer label="inbox.sent" hint="inbox.sent_hint" isMain={isOpened} onClick={() => void settle('sent')} />
        {OUTCOME_KEYS.map((outcome) => (
          <Answer
            key={outcome}
            label={`inbox.outcome.${outcome}`}
            hint={`inbox.consequence.${outcome}`}
            onClick={() => void settle('outcome', { outcome })}
          />
        ))}
      </Stack>
    </Box>
  )
}

interface AnswerProps {
  label: WordKey
  hint: WordKey
  isMain?: boolean
  onClick(): void
}

const Answer = ({ label, hint, isMain = false, onClick }: AnswerProps) => {
  const translate = useWords()
  return (
    <Button
      variant={isMain ? 'contained' : 'outlined'}
      color={isMain ? 'success' : 'inherit'}
      onClick={onClick}
      sx={{ justifyContent: 'flex-start', textAlign: 'left', textTransform: 'none', paddingY: 1 }}
    >
      <span>
        <b>{translate(label)}</b>
        <Typography component="span" variant="caption" sx={{ display: 'block', opacity: 0.8 }}>
          {translate(hint)}
        </Typography>
      </span>
    </Button>
  )
}
