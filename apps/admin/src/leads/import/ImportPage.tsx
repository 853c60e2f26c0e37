import { Alert, Card, CardContent, Stack, Step, StepLabel, Stepper } from '@mui/material'
import { type ImportColumns, type ImportReport, MAX_IMPORT_BYTES } from '@relance/contract'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type HttpError, Title } from 'react-admin'
import { useWords } from '../../i18n/use-words.ts'
import { useDraft } from '../../forms/drafts.ts'
import { AskQuestions } from './AskQuestions.tsx'
import { ImportHistory } from './ImportHistory.tsx'
import { answersOf, type ImportAnswers } from './import-answers.ts'
import { describeFile, importFile, refusedLines } from './import-file.ts'
import { MapColumns } from './MapColumns.tsx'
import { ImportProgress } from './ImportProgress.tsx'
import { PickFile } from './PickFile.tsx'
import { recalled, remember } from './remembered-mapping.ts'
import { ReportView } from './ReportView.tsx'

const STEPS = ['file', 'columns', 'questions', 'trial', 'result'] as const

interface Picked {
  file: File
  columns: ImportColumns
  mapping: (string | null)[]
  sheet: string | undefined
  properNames: boolean
  answers: ImportAnswers
}

interface Tried {
  report: ImportReport
  /** Its questions are still to be shown. */
  isAsking: boolean
}

/** A file, its columns, what has to be asked, a trial that writes nothing, then the import and what came of it. */
export const ImportPage = () => {
  const translate = useWords()
  const queries = useQueryClient()
  const [picked, setPicked] = useState<Picked | null>(null)
  const [tried, setTried] = useState<Tried | null>(null)
  useDraft(picked !== null && tried?.report.dryRun !== false)
  const [progress, setProgress] = useState<{ done: number; isTrial: boolean } | null>(null)
  const [refusal, setRefusal] = useState<string | null>(null)
  const refuse = (error: unknown): void => {
    const { message, status } = error as HttpError
    // A proxy that refuses a file gives no text of ours, so the panel explains the limit.
    const isOnTheWay = status === 413 && message === String(status)
    setRefusal(isOnTheWay ? translate('import.too_large_on_the_way') : message || translate('failure.unreachable'))
  }

  const pick = async (file: File, sheet?: string): Promise<void> => {
    const limit = MAX_IMPORT_BYTES / 1_000_000
    setRefusal(file.size > MAX_IMPORT_BYTES ? translate('import.too_large', { limit }) : null)
    if (file.size > MAX_IMPORT_BYTES) return
    try {
      const columns = await describeFile(file, sheet)
      setPicked({ file, sheet, columns, mapping: recalled(columns), properNames: false, answers: {} })
    } catch (error) {
      refuse(error)
    }
  }
  /** `ask`: a trial whose questions are put before its report. */
  const send = async (sent: Picked, aim: 'ask' | 'try' | 'import'): Promise<void> => {
    const dryRun = aim !== 'import'
    setRefusal(null)
    const show = (done: number): void => setProgress({ done, isTrial: dryRun })
    show(0)
    try {
      const report = await importFile(sent.file, { ...sent, dryRun }, show)
      setTried({ report, isAsking: aim === 'ask' && report.questions.length > 0 })
      remember(sent.columns, sent.mapping)
      if (!dryRun) void queries.invalidateQueries()
    } catch (error) {
      refuse(error)
    }
    setProgress(null)
  }
  const answer = (chosen: Record<string, string>): void => {
    if (!picked || !tried) return
    const answered = { ...picked, answers: answersOf(tried.report.questions, chosen, picked.answers) }
    setPicked(answered)
    void send(answered, 'try')
  }
  const restart = (): void => {
    setPicked(null)
    setTried(null)
    setRefusal(null)
  }
  const again = (): void => {
    setPicked(picked && { ...picked, answers: {} })
    setTried(null)
  }
  const isBusy = progress !== null
  const step = !picked ? 0 : !tried ? 1 : tried.isAsking ? 2 : tried.report.dryRun ? 3 : 4
  return (
    <Stack spacing={2} sx={{ marginY: 2, maxWidth: 900 }}>
      <Title title={translate('import.title')} />
      <Stepper activeStep={step} alternativeLabel>
        {STEPS.map((name) => (
          <Step key={name} completed={STEPS.indexOf(name) < step || step === 4}>
            <StepLabel>{translate(`import.steps.${name}`)}</StepLabel>
          </Step>
        ))}
      </Stepper>
      {refusal && <Alert severity="error">{refusal}</Alert>}
      {progress !== null && <ImportProgress done={progress.done} isTrial={progress.isTrial} />}
      <Card variant="outlined">
        <CardContent>
          {!picked ? (
            <PickFile pick={(file) => void pick(file)} />
          ) : !tried ? (
            <MapColumns
              {...picked}
              isBusy={isBusy}
              change={(change) => setPicked({ ...picked, ...change })}
              chooseSheet={(sheet) => void pick(picked.file, sheet)}
              back={restart}
              proceed={() => void send(picked, 'ask')}
            />
          ) : tried.isAsking ? (
            <AskQuestions report={tried.report} isBusy={isBusy} back={again} proceed={answer} />
          ) : (
            <ReportView
              file={picked.file}
              report={tried.report}
              isBusy={isBusy}
              back={again}
              ask={() => setTried({ ...tried, isAsking: true })}
              confirm={() => void send(picked, 'import')}
              restart={restart}
              readRefused={() => refusedLines(picked.file, { ...picked, dryRun: true })}
            />
          )}
        </CardContent>
      </Card>
      {!picked && <ImportHistory />}
    </Stack>
  )
}
