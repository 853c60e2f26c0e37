/** Why something could not be read, and the button to try again. */
import { Alert, Button } from '@mui/material'
import { useWords } from '../i18n/use-words.ts'

export const Failure = ({ error, retry }: { error: Error; retry?(): void }) => {
  const translate = useWords()
  return (
    <Alert
      severity="error"
      sx={{ marginY: 2 }}
      action={
        retry && (
          <Button color="inherit" size="small" onClick={retry}>
            {translate('failure.retry')}
          </Button>
        )
      }
    >
      {error.message}
    </Alert>
  )
}
