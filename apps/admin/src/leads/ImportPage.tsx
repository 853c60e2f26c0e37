import { Alert, Card, CardContent, LinearProgress, Stack, Step, StepLabel, Stepper, Typography } from '@mui/material'
import type { ImportColumns, ImportReport } from '@relance/contract'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Title } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import { describeFile, importFile } from './import-file.ts'
import { useDraft } from '../layout/drafts.ts'
import { MapColumns } from './MapColumns.tsx'
import { PickFile } from './PickFile.tsx'
import { ReportView } from './ReportView.tsx'
import { recalled, remember } from './remembered-mapping.ts'

const STEPS = ['file', 'columns', 'trial', 'result'] as const

interface Picked {
  file: File
  columns: ImportColumns
  mapping: (string | null)[]
}

/** A file, its columns, a trial that writes nothing, then the import and what came of it. */
export const ImportPage = () => {
  const translate = useWords()
  const queries = useQueryClient()
  const [picked, setPicked] = useState<Picked | null>(null)
  const [report, setReport] = useState<ImportReport | null>(null)
  useDraft(picked !== null && report?.dryRun !== false)
  const [progress, setProgress] = useState<number | null>(null)
  const [refusal, setRefusal] = useState<string | null>(null)

  const pick = async (file: File): Promise<void> => {
    setRefusal(null)
    try {
      const columns = await describeFile(file)
      setPicked({ file, columns, mapping: recalled(columns) })
    } catch (error) {
      setRefusal((error as Error).message || translate('failure.unreachable'))
    }
  }
  const send = async (dryRun: boolean): Promise<void> => {
    if (!picked) return
    setRefusal(null)
    setProgress(0)
    try {
      const { file, mapping, columns } = picked
      setReport(await importFile(file, { mapping, dryRun, onProgress: setProgress }))
      remember(columns, mapping)
      if (!dryRun) void queries.invalidateQueries()
    } catch (error) {
      setRefusal((error as Error).message || translate('failure.unreachable'))
    }
    setProgress(null)
  }
  const restart = (): void => {
    setPicked(null)
    setReport(null)
    setRefusal(null)
  }
  const step = !picked ? 0 : !report ? 1 : report.dryRun ? 2 : 3
  return (
    <Stack spacing={2} sx={{ marginY: 2, maxWidth: 900 }}>
      <Title title={translate('import.title')} />
      <Stepper activeStep={step} alternativeLabel>
        {STEPS.map((name) => (
          <Step key={name} completed={STEPS.indexOf(name) < step || step === 3}>
            <StepLabel>{translate(`import.steps.${name}`)}</StepLabel>
          </Step>
        ))}
      </Stepper>
      {refusal && <Alert severity="error">{refusal}</Alert>}
      {progress !== null && <Progress done={progress} />}
      <Card variant="outlined">
        <CardContent>
          {!picked ? (
            <PickFile pick={(file) => void pick(file)} />
          ) : report ? (
            <ReportView
              {...picked}
              report={report}
              isBusy={progress !== null}
              back={() => setReport(null)}
              confirm={() => void send(false)}
              restart={restart}
            />
          ) : (
            <MapColumns
              {...picked}
              isBusy={progress !== null}
              change={(mapping) => setPicked({ ...picked, mapping })}
              back={restart}
              proceed={() => void send(true)}
            />
          )}
        </CardContent>
      </Card>
    </Stack>
  )
}

const Progress = ({ done }: { done: number }) => {
  const translate = useWords()
  const percent = Math.round(done * 100)
  return (
    <div role="status">
      <Typography variant="body2">{translate('import.progress', { percent })}</Typography>
      <LinearProgress
        variant={done < 1 ? 'determinate' : 'indeterminate'}
        value={percent}
        aria-label={translate('import.progress', { percent })}
      />
    </div>
  )
}
