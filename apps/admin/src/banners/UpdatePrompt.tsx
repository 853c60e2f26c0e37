import { Alert } from '@mui/material'
import { useWords } from '../i18n/use-words.ts'
import { Reload } from '../parts/Reload.tsx'
import { WITH_ACTION } from '../parts/with-action.ts'
import { useNewerVersion } from './use-newer-version.ts'

/** Says when the server has a newer panel than the one on the screen. */
export const UpdatePrompt = () => {
  const translate = useWords()
  const isThere = useNewerVersion()
  if (!isThere) return null
  return (
    <Alert severity="info" role="status" sx={WITH_ACTION} action={<Reload />}>
      {translate('shell.newer')}
    </Alert>
  )
}
