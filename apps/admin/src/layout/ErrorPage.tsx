/** A page that broke: what to do, and a report that names the request and no person. */
import { Box, Button, Stack, Typography } from '@mui/material'
import type { ErrorInfo } from 'react'
import { type ErrorProps, useNotify } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import { latestRequestId } from '../providers/request.ts'

export const ErrorPage = ({ error, errorInfo }: ErrorProps) => {
  const translate = useWords()
  const notify = useNotify()
  const id = latestRequestId()
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(report(error, errorInfo, id))
    notify('failure.copied')
  }
  return (
    <Box role="alert" sx={{ maxWidth: 560, marginX: 'auto', marginY: '10vh', paddingX: 2 }}>
      <Typography variant="h5" component="h1" gutterBottom>
        {translate('failure.title')}
      </Typography>
      <Typography gutterBottom>{translate('failure.hint')}</Typography>
      {id && (
        <Typography variant="body2" color="text.secondary" gutterBottom>
          {translate('failure.reference', { id })}
        </Typography>
      )}
      <Stack direction="row" spacing={1} useFlexGap flexWrap="wrap" sx={{ marginTop: 2 }}>
        <Button variant="contained" onClick={() => window.location.reload()}>
          {translate('failure.reload')}
        </Button>
        <Button variant="outlined" onClick={() => void copy()}>
          {translate('failure.copy')}
        </Button>
        <Button href="#/">{translate('failure.home')}</Button>
      </Stack>
    </Box>
  )
}

/** The error's own words may quote what was on the screen, so only its name, its place and the page are told. */
function report(error: Error, errorInfo: ErrorInfo | undefined, id: string | null): string {
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s*at |@/.test(line))
  return [
    `Relance: ${error.name}`,
    `request: ${id ?? '-'}`,
    `page: ${window.location.hash.replace(/\?.*/, '')}`,
    `at: ${new Date().toISOString()}`,
    `browser: ${navigator.userAgent}`,
    ...frames.slice(0, 20),
    ...(errorInfo?.componentStack ?? '').split('\n').slice(0, 20),
  ].join('\n')
}
