/** What came of it, with what each answer will cause written under it. */
import { Box, Button, Stack, Typography } from '@mui/material'
import { type Ref } from 'react'
import { useWords, type WordKey } from '../i18n/use-words.ts'
import type { RelanceVerb } from '../providers/relance-verb.ts'
import { OUTCOME_KEYS, type Outcome } from './outcomes.ts'

interface Props {
  isOpened: boolean
  settle(verb: RelanceVerb, body?: object): Promise<void>
  /** Takes the focus when the person is back from WhatsApp. */
  question: Ref<HTMLHeadingElement>
}

export const Outcomes = ({ isOpened, settle, question }: Props) => {
  const translate = useWords()
  return (
    <Box component="section" sx={{ marginTop: 3 }} aria-label={translate('inbox.sent_question')}>
      <Typography variant="h6" component="h2" gutterBottom ref={question} tabIndex={-1} sx={{ outline: 'none' }}>
        {translate('inbox.sent_question')}
      </Typography>
      <Stack spacing={1}>
        <Answer
          label="inbox.sent"
          hint="inbox.sent_hint"
          shortcut="e"
          isMain={isOpened}
          onClick={() => void settle('sent')}
        />
        <OutcomeGrid choose={(outcome) => void settle('outcome', { outcome })} />
      </Stack>
    </Box>
  )
}

/** Every outcome, with what it will cause. */
export const OutcomeGrid = ({ choose }: { choose(outcome: Outcome): void }) => (
  <Box sx={{ display: 'grid', gap: 1, gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' } }}>
    {OUTCOME_KEYS.map((outcome, place) => (
      <Answer
        key={outcome}
        label={`inbox.outcome.${outcome}`}
        hint={`inbox.consequence.${outcome}`}
        shortcut={String(place + 1)}
        onClick={() => choose(outcome)}
      />
    ))}
  </Box>
)

interface AnswerProps {
  label: WordKey
  hint: WordKey
  shortcut: string
  isMain?: boolean
  onClick(): void
}

const Answer = ({ label, hint, shortcut, isMain = false, onClick }: AnswerProps) => {
  const translate = useWords()
  return (
    <Button
      variant={isMain ? 'contained' : 'outlined'}
      color={isMain ? 'primary' : 'inherit'}
      onClick={onClick}
      aria-keyshortcuts={shortcut}
      sx={{
        justifyContent: 'flex-start',
        textAlign: 'left',
        minHeight: 56,
        paddingY: 1,
        ...(!isMain && { borderColor: 'divider', bgcolor: 'background.paper' }),
      }}
    >
      <span>
        <b>{translate(label)}</b>
        <Typography component="span" variant="caption" sx={{ display: 'block', lineHeight: 1.3 }}>
          {translate(hint)}
        </Typography>
      </span>
    </Button>
  )
}
