import { Alert, Button, List, ListItem, ListItemText, Stack, Typography } from '@mui/material'
import type { ImportRefusal, ImportReport } from '@relance/contract'
import { useNotify } from 'react-admin'
import { Link } from 'react-router-dom'
import { useWords } from '../../i18n/use-words.ts'
import { isBlocking } from './import-answers.ts'
import { ReadAs } from './ReadAs.tsx'

interface Props {
  file: File
  report: ImportReport
  isBusy: boolean
  back(): void
  ask(): void
  confirm(): void
  restart(): void
  /** Every refused line, as a file. */
  readRefused(): Promise<Blob>
}

/** More than one reads; the rest is in the file. */
const SHOWN = 50

/** What the trial found or the import did; the refused lines to look at and to take home. */
export const ReportView = ({
  file: { name: fileName },
  report,
  isBusy,
  back,
  ask,
  confirm,
  restart,
  readRefused,
}: Props) => {
  const translate = useWords()
  const notify = useNotify()
  const download = async (): Promise<void> => {
    const file = await readRefused().catch((error: unknown) => {
      notify((error as Error).message || 'failure.unreachable', { type: 'error' })
    })
    if (!file) return
    const url = URL.createObjectURL(file)
    const name = `${translate('import.refused_name')}-${fileName.replace(/\.xlsx$/i, '.csv')}`
    Object.assign(document.createElement('a'), { href: url, download: name }).click()
    URL.revokeObjectURL(url)
  }
  const unanswered = report.questions.filter(isBlocking).length
  const hasWork = report.created + report.updated > 0
  const { file: fileLines, head, blank, joined, hidden } = report.fileLines
  return (
    <Stack spacing={2}>
      <Alert severity={report.dryRun ? 'info' : 'success'}>
        {translate(report.dryRun ? 'import.trial' : 'import.done', { ...report })}
      </Alert>
      <Typography variant="body2" color="text.secondary">
        {translate('import.file_lines', { file: fileLines, head, blank, joined, lines: report.lines })}
        {hidden > 0 && ` ${translate('import.hidden_left_out', { count: hidden })}`}
      </Typography>
      <WorkbookNotes workbook={report.workbook} />
      {unanswered > 0 && (
        <Alert
          severity="warning"
          action={report.dryRun && <Button onClick={ask}>{translate('import.ask_again')}</Button>}
        >
          {translate('import.unanswered', { smart_count: unanswered })}
        </Alert>
      )}
      <Stack direction="row" spacing={1} useFlexGap flexWrap="wrap">
        {report.dryRun ? (
          <>
            <Button onClick={back}>{translate('import.columns_again')}</Button>
            <Button variant="contained" disabled={isBusy || !hasWork} onClick={confirm}>
              {translate('import.confirm')}
            </Button>
          </>
        ) : (
          <>
            <Button
              variant="contained"
              component={Link}
              to={`/leads?${new URLSearchParams({ filter: JSON.stringify({ updatedAt_gte: report.at }) })}`}
            >
              {translate('import.see')}
            </Button>
            <Button onClick={restart}>{translate('import.other_file')}</Button>
          </>
        )}
        {report.refused > 0 && <Button onClick={() => void download()}>{translate('import.error_file')}</Button>}
      </Stack>
      {report.dryRun && <ReadAs report={report} />}
      <Lines
        title={translate('import.warned', { smart_count: report.warnings.length + report.warningsLeftOut })}
        lines={report.warnings}
        more={report.warningsLeftOut}
      />
      <Lines
        title={translate('import.refused', { smart_count: report.refused })}
        lines={report.refusals}
        more={report.refusalsLeftOut}
      />
    </Stack>
  )
}

/** What the cells of a workbook do not show. */
const WorkbookNotes = ({ workbook }: Pick<ImportReport, 'workbook'>) => {
  const translate = useWords()
  if (!workbook) return null
  const { dateSystem, hiddenColumns } = workbook
  const names = hiddenColumns.map((text) => translate('import.quoted', { text })).join(', ')
  return (
    <>
      {dateSystem === 1904 && <Typography variant="body2">{translate('import.from_1904')}</Typography>}
      {hiddenColumns.length > 0 && <Alert severity="warning">{translate('import.hidden_columns', { names })}</Alert>}
    </>
  )
}

/** Each with its line, the person, what stands there, why it will not do and what would. */
const Lines = ({ title, lines, more }: { title: string; lines: readonly ImportRefusal[]; more: number }) => {
  const translate = useWords()
  if (lines.length === 0) return null
  const wordsOf = ({ line, name, field, value, reason }: ImportRefusal): string =>
    [
      [translate('import.line', { line }), name].filter(Boolean).join(' · '),
      [
        field && translate(`import.fields.${field}`, { _: field.replace(/^custom\./, '') }),
        value && translate('import.quoted', { text: value }),
      ]
        .filter(Boolean)
        .join(' '),
      reason,
    ]
      .filter(Boolean)
      .join(translate('import.colon'))
  return (
    <section>
      <Typography variant="subtitle1" component="h2">
        {title}
      </Typography>
      <List dense>
        {lines.slice(0, SHOWN).map((refusal) => (
          <ListItem key={`${refusal.line} ${refusal.field} ${refusal.code}`} disableGutters>
            <ListItemText sx={{ overflowWrap: 'anywhere' }} primary={wordsOf(refusal)} secondary={refusal.remedy} />
          </ListItem>
        ))}
      </List>
      {more + lines.length > SHOWN && (
        <Typography variant="body2">{translate('import.more', { shown: SHOWN })}</Typography>
      )}
    </section>
  )
}
