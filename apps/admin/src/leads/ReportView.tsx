import { Alert, Button, List, ListItem, ListItemText, Stack, Typography } from '@mui/material'
import type { ImportReport } from '@relance/contract'
import type { ImportColumns } from '@relance/contract'
import { Link } from 'react-router-dom'
import { useWords } from '../i18n/use-words.ts'
import { errorFile } from './error-file.ts'

interface Props {
  file: File
  columns: ImportColumns
  report: ImportReport
  isBusy: boolean
  back(): void
  confirm(): void
  restart(): void
}

/** More than one reads; the rest is in the file. */
const SHOWN = 50

/** What the trial found or the import did; the refused lines to look at and to take home. */
export const ReportView = ({ file, columns, report, isBusy, back, confirm, restart }: Props) => {
  const translate = useWords()
  const wordsOf = ({ field, code, detail }: ImportReport['refusals'][number]): string =>
    [
      field && `${translate(`import.fields.${field}`, { _: field })} :`,
      translate(`import.codes.${code}`, { _: code }),
      detail && `(${detail})`,
    ]
      .filter(Boolean)
      .join(' ')
  const download = async (): Promise<void> => {
    const headings = { line: translate('import.heading_line'), reason: translate('import.heading_reason') }
    const url = URL.createObjectURL(await errorFile(file, columns, report, headings, wordsOf))
    const link = Object.assign(document.createElement('a'), { href: url, download: `refus-${file.name}` })
    link.click()
    URL.revokeObjectURL(url)
  }
  const hasWork = report.created + report.updated > 0
  return (
    <Stack spacing={2}>
      <Alert severity={report.dryRun ? 'info' : 'success'}>
        {translate(report.dryRun ? 'import.trial' : 'import.done', { ...report })}
      </Alert>
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
      {report.refusals.length > 0 && (
        <section>
          <Typography variant="subtitle1" component="h2">
            {translate('import.refused', { smart_count: report.refused })}
          </Typography>
          <List dense>
            {report.refusals.slice(0, SHOWN).map((refusal) => (
              <ListItem key={`${refusal.line} ${refusal.field} ${refusal.code}`} disableGutters>
                <ListItemText primary={`${translate('import.line', { line: refusal.line })} ${wordsOf(refusal)}`} />
              </ListItem>
            ))}
          </List>
          {report.refusalsLeftOut + report.refusals.length > SHOWN && (
            <Typography variant="body2">{translate('import.more', { shown: SHOWN })}</Typography>
          )}
        </section>
      )}
    </Stack>
  )
}
