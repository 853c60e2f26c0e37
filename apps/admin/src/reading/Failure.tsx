/** Why something could not be read, what the server calls the request, and the button to try again. */
import { Alert, Button, Typography } from '@mui/material'
import { useState } from 'react'
import { useWords } from '../i18n/use-words.ts'
import { requestIdOf } from '../providers/request.ts'

interface Props {
  error: Error
  /** In place of the error's own words. */
  words?: string
  retry(): unknown
}

export const Failure = ({ error, words = error.message, retry }: Props) => {
  const translate = useWords()
  const [isTrying, setIsTrying] = useState(false)
  const tryAgain = async (): Promise<void> => {
    setIsTrying(true)
    await retry()
    setIsTrying(false)
  }
  const id = requestIdOf(error)
  return (
    <Alert
      severity="error"
      sx={{ marginY: 2, flexWrap: 'wrap', '& .MuiAlert-message': { flex: '1 1 160px', overflowWrap: 'anywhere' } }}
      action={
        <Button color="inherit" size="small" disabled={isTrying} onClick={() => void tryAgain()}>
          {translate('failure.retry')}
        </Button>
      }
    >
      {words}
      {id && (
        <Typography variant="caption" component="div">
          {translate('failure.reference', { id })}
        </Typography>
      )}
    </Alert>
  )
}
