import { Alert, Button, MenuItem, Paper, Stack, TextField, Typography } from '@mui/material'
import type { ImportQuestion, ImportReport } from '@relance/contract'
import { useState } from 'react'
import { useWords } from '../../i18n/use-words.ts'
import { isBlocking, keyOf, LEFT_OUT, proposedFor, UNANSWERED } from './import-answers.ts'
import { isPlace, PickPlace } from './PickPlace.tsx'

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

/** What goes beyond a limit: a column, the fields of one's own after the hundredth, or cells without a heading. */
function beyond(value: string) {
  if (value === 'custom') return { title: 'import.ask.leaveOutCustom', leave: 'import.ask.leave_columns' } as const
  if (value === 'extraCells') return { title: 'import.ask.leaveOutExtra', leave: 'import.ask.leave_extra' } as const
  return { title: 'import.ask.leaveOut', leave: 'import.ask.leave_column' } as const
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
        ? translate(beyond(value).title, { name: value.replace(/^custom\./, ''), limit: question.limit })
        : translate(`import.ask.${kind}`, { value })
  const wordsOf = (one: string): string => {
    if (kind === 'status') return translate(`statuses.${one}`, { _: one })
    if (kind === 'optedOut') return translate(one === 'yes' ? 'import.ask.opted_out' : 'import.ask.not_opted_out')
    if (kind === 'hiddenRows')
      return translate(one === 'import' ? 'import.ask.hidden_import' : 'import.ask.hidden_leave_out')
    if (kind === 'tag' && one === value) return translate('import.ask.keep_tag', { value })
    if (kind !== 'swallowedLines') return one
    const { records } = question.readings.lines
    return translate(one === 'lines' ? 'import.ask.as_lines' : 'import.ask.as_cell', { smart_count: records })
  }
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
        {kind === 'hiddenRows' && (
          <Sample>{question.sample.join('\n') + (count > question.sample.length ? '\n…' : '')}</Sample>
        )}
        {isPlace(question) ? (
          <PickPlace question={question} choice={choice} choose={choose} />
        ) : (
          <TextField
            select
            size="small"
            label={translate('import.ask.choice')}
            value={choice}
            onChange={({ target }) => choose(target.value)}
            // What happens without an answer is written out.
            slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
          >
            {isBlocking(question) && kind !== 'hiddenRows' && (
              <MenuItem value={UNANSWERED}>{translate('import.ask.refuse')}</MenuItem>
            )}
            {kind !== 'swallowedLines' && kind !== 'hiddenRows' && (
              <MenuItem value={LEFT_OUT}>
                {kind === 'leaveOut'
                  ? translate(beyond(value).leave, { limit: question.limit })
                  : translate('import.ask.leave_value')}
              </MenuItem>
            )}
            {kind !== 'leaveOut' &&
              question.choices.map((one) => (
                <MenuItem key={one} value={one}>
                  {wordsOf(one)}
                </MenuItem>
              ))}
          </TextField>
        )}
      </Stack>
    </Paper>
  )
}

/** Both readings: the lines as they stand in the file, and the one cell they would be. */
const Readings = ({ question }: { question: Extract<ImportQuestion, { kind: 'swallowedLines' }> }) => {
  const translate = useWords()
  const { firstLine, lastLine, column, readings } = question
  const { records, sample } = readings.lines
  const numberOf = (at: number): string => (lastLine > firstLine ? `${firstLine + at}  ` : '')
  const rest = records > sample.length ? '\n…' : ''
  return (
    <>
      <Reading title={translate('import.ask.as_lines', { smart_count: records })}>
        {sample.map((line, at) => `${numberOf(at)}${line}`).join('\n') + rest}
      </Reading>
      <Reading title={translate('import.ask.as_cell_of', { line: firstLine, column })}>{readings.cell.sample}</Reading>
    </>
  )
}

const Reading = ({ title, children }: { title: string; children: string }) => (
  <div>
    <Typography variant="body2">{title}</Typography>
    <Sample>{children}</Sample>
  </div>
)

/** Lines as they stand in the file. */
const Sample = ({ children }: { children: string }) => (
  <Typography
    component="pre"
    variant="body2"
    sx={{
      margin: 0,
      padding: 1,
      maxHeight: 160,
      overflow: 'auto',
      whiteSpace: 'pre-wrap',
      overflowWrap: 'anywhere',
      backgroundColor: 'action.hover',
      borderRadius: 1,
    }}
  >
    {children}
  </Typography>
)
