import { Alert, Button, MenuItem, Paper, Stack, TextField, Typography } from '@mui/material'
import type { ImportQuestion, ImportReport } from '@relance/contract'
import { useState } from 'react'
import { useWords } from '../../i18n/use-words.ts'
import { keyOf, LEFT_OUT, proposedFor, UNANSWERED } from './import-answers.ts'

interface Props {
  report: ImportReport
  isBusy: boolean
  back(): void
  proceed(chosen: Record<string, string>): void
}

/** What the file does not say by itself: one choice for each, the likeliest chosen already. */
export const AskQuestions = ({ report: { questions }, isBusy, back, proceed }: Props) => {
  const translate = useWords()
  const [chosen, setChosen] = useState<Record<string, string>>({})
  return (
    <Stack spacing={2}>
      <Alert severity="info">{translate('import.questions_help')}</Alert>
      {questions.map((question) => (
        <Question
          key={keyOf(question)}
          question={question}
          choice={chosen[keyOf(question)] ?? proposedFor(question)}
          choose={(choice) => setChosen({ ...chosen, [keyOf(question)]: choice })}
        />
      ))}
      <Stack direction="row" spacing={1}>
        <Button onClick={back}>{translate('import.columns_again')}</Button>
        <Button variant="contained" disabled={isBusy} onClick={() => proceed(chosen)}>
          {translate('import.answer')}
        </Button>
      </Stack>
    </Stack>
  )
}

interface QuestionProps {
  question: ImportQuestion
  choice: string
  choose(choice: string): void
}

const Question = ({ question, choice, choose }: QuestionProps) => {
  const translate = useWords()
  const { kind, value, count, firstLine } = question
  const title =
    kind === 'swallowedLines'
      ? translate('import.ask.swallowedLines', { first: firstLine, last: question.lastLine, column: question.column })
      : kind === 'leaveOut'
        ? translate('import.ask.leaveOut', { name: value.replace(/^custom\./, ''), limit: question.limit })
        : translate(`import.ask.${kind}`, { value })
  return (
    <Paper variant="outlined" sx={{ padding: 2 }}>
      <Stack spacing={1.5}>
        <div style={{ overflowWrap: 'anywhere' }}>
          <Typography fontWeight="bold">{title}</Typography>
          <Typography variant="body2" color="text.secondary">
            {translate('import.ask.where', { smart_count: count, line: firstLine })}
          </Typography>
        </div>
        {kind === 'swallowedLines' && <Readings question={question} />}
        {kind === 'country' || kind === 'timeZone' || kind === 'locale' ? (
          <TextField
            size="small"
            label={translate(`import.ask.${kind}_label`)}
            value={choice === LEFT_OUT ? '' : choice}
            onChange={({ target }) => choose(target.value)}
          />
        ) : (
          <TextField
            select
            size="small"
            label={translate('import.ask.choice')}
            value={choice}
            onChange={({ target }) => choose(target.value)}
          >
            <MenuItem value={UNANSWERED}>{translate('import.ask.refuse')}</MenuItem>
            {kind !== 'swallowedLines' && (
              <MenuItem value={LEFT_OUT}>
                {translate(kind === 'leaveOut' ? 'import.ask.leave_column' : 'import.ask.leave_value')}
              </MenuItem>
            )}
            {kind !== 'leaveOut' &&
              question.choices.map((one) => (
                <MenuItem key={one} value={one}>
                  {kind === 'status'
                    ? translate(`statuses.${one}`, { _: one })
                    : kind === 'swallowedLines'
                      ? translate(one === 'lines' ? 'import.ask.as_lines' : 'import.ask.as_cell', {
                          smart_count: question.readings.lines.records,
                        })
                      : one}
                </MenuItem>
              ))}
          </TextField>
        )}
      </Stack>
    </Paper>
  )
}

/** The lines as they stand in the file. */
const Readings = ({ question }: { question: Extract<ImportQuestion, { kind: 'swallowedLines' }> }) => (
  <Typography
    component="pre"
    variant="body2"
    sx={{
      margin: 0,
      padding: 1,
      whiteSpace: 'pre-wrap',
      overflowWrap: 'anywhere',
      backgroundColor: 'action.hover',
      borderRadius: 1,
    }}
  >
    {question.readings.lines.sample.map((line, at) => `${question.firstLine + at}  ${line}`).join('\n')}
    {question.count > question.readings.lines.sample.length ? '\n…' : ''}
  </Typography>
)
