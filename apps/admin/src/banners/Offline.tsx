/** Says when the browser knows that there is no connection. */
import { Alert } from '@mui/material'
import { useSyncExternalStore } from 'react'
import { useWords } from '../i18n/use-words.ts'

export const Offline = () => {
  const translate = useWords()
  const isOnline = useSyncExternalStore(listen, () => navigator.onLine)
  if (isOnline) return null
  return (
    <Alert severity="warning" role="status" sx={{ marginTop: 1 }}>
      {translate('shell.offline')}
    </Alert>
  )
}

function listen(onChange: () => void): () => void {
  for (const name of ['online', 'offline']) window.addEventListener(name, onChange)
  return () => {
    for (const name of ['online', 'offline']) window.removeEventListener(name, onChange)
  }
}
