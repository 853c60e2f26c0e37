import { Alert, Button, Dialog, DialogActions, DialogContent, DialogTitle, Typography } from '@mui/material'
import { useRef, useState } from 'react'
import { useNotify, useRefresh } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'

interface Report {
  dryRun: boolean
  lines: number
  created: number
  updated: number
  unchanged: number
  refused: number
  refusals: { line: number; field: string; code: string; detail?: string }[]
}

/** Tries the file first, shows what it would do and what it refuses, then imports it. */
export const ImportLeads = () => {
  const translate = useWords()
  const notify = useNotify()
  const refresh = useRefresh()
  const picker = useRef<HTMLInputElement>(null)
  const [file, setFile] = useState<File | null>(null)
  const [report, setReport] = useState<Report | null>(null)

  const send = async (picked: File, isTrial: boolean): Promise<void> => {
    const response = await fetch(`/api/leads/import?dryRun=${isTrial}`, {
      method: 'POST',
      headers: { 'Content-Type': 'text/csv', 'Accept-Language': document.documentElement.lang },
      body: picked,
    })
    const json = await response.json()
    if (!response.ok) {
      notify(json.detail, { type: 'error' })
      close()
      return
    }
    setReport(json)
    if (!isTrial) refresh()
  }
  const close = (): void => {
    setFile(null)
    setReport(null)
  }
  const pick = (picked: File | undefined): void => {
    if (picker.current) picker.current.value = ''
    if (!picked) return
    setFile(picked)
    void send(picked, true)
  }

  return (
    <>
      <input
        ref={picker}
        type="file"
        accept=".csv,.txt,text/csv"
        hidden
        onChange={({ target }) => pick(target.files?.[0])}
      />
      <Button size="small" onClick={() => picker.current?.click()}>
        {translate('import.button')}
      </Button>
      <Dialog open={file !== null} onClose={close} fullWidth maxWidth="sm">
        <DialogTitle>{file?.name}</DialogTitle>
        <DialogContent>
          {report && (
            <>
              <Alert severity={report.dryRun ? 'info' : 'success'}>
                {translate(report.dryRun ? 'import.trial' : 'import.done', { ...report })}
              </Alert>
              {report.refusals.slice(0, 50).map(({ line, field, code, detail }) => (
                <Typography key={`${line} ${field}`} variant="body2">
                  {translate('import.refusal', { line, field })} {translate(`import.codes.${code}`, { _: code })}
                  {detail && ` (${detail})`}
                </Typography>
              ))}
            </>
          )}
        </DialogContent>
        <DialogActions>
          <Button onClick={close}>{translate('ra.action.close')}</Button>
          {report?.dryRun && file && (
            <Button variant="contained" onClick={() => void send(file, false)}>
              {translate('import.confirm')}
            </Button>
          )}
        </DialogActions>
      </Dialog>
    </>
  )
}
