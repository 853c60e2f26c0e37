import { Alert, Button, Stack, Typography } from '@mui/material'
import { useNotify } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'

/** Over plain http browsers offer no clipboard. */
const mayCopy = 'clipboard' in navigator

interface Props {
  codes: readonly string[]
  done(): void
}

export const RecoveryCodes = ({ codes, done }: Props) => {
  const translate = useWords()
  const notify = useNotify()
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(codes.join('\n'))
    notify('second_factor.copied', { type: 'success' })
  }
  return (
    <Stack spacing={1.5}>
      <Typography variant="subtitle1" component="h3">
        {translate('second_factor.codes_title')}
      </Typography>
      <Alert severity="warning">{translate('second_factor.codes_help')}</Alert>
      <Stack
        component="ul"
        data-testid="recovery-codes"
        sx={{ listStyle: 'none', padding: 0, margin: 0, columns: 2, display: 'block', fontFamily: 'monospace' }}
      >
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </Stack>
      <Stack direction="row" spacing={1}>
        {mayCopy && (
          <Button onClick={() => void copy()} sx={{ minHeight: 48 }}>
            {translate('second_factor.copy')}
          </Button>
        )}
        <Button variant="contained" onClick={done} sx={{ minHeight: 48 }}>
          {translate('second_factor.kept')}
        </Button>
      </Stack>
    </Stack>
  )
}
