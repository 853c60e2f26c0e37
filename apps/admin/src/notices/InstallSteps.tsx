import { Button, Stack, Typography } from '@mui/material'
import { useSyncExternalStore } from 'react'
import { useWords } from '../i18n/use-words.ts'
import { isInstalled, isIos } from '../providers/push.ts'

interface InstallPrompt extends Event {
  prompt(): Promise<unknown>
}

let prompt: InstallPrompt | null = null
const listeners = new Set<() => void>()
const tell = (next: InstallPrompt | null): void => {
  prompt = next
  for (const listener of listeners) listener()
}
// The browser offers installation once, at load, so the offer is kept until somebody asks for it.
window.addEventListener('beforeinstallprompt', (event) => {
  event.preventDefault()
  tell(event as InstallPrompt)
})
window.addEventListener('appinstalled', () => tell(null))

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** How to add Relance to the home screen of this phone; nothing when it is installed or not needed. */
export const InstallSteps = () => {
  const translate = useWords()
  const offered = useSyncExternalStore(subscribe, () => prompt)
  if (isInstalled()) return null
  if (isIos()) {
    return (
      <Stack component="ol" sx={{ margin: 0, paddingLeft: 3 }}>
        {(['share', 'add', 'open'] as const).map((step) => (
          <Typography key={step} component="li" variant="body2">
            {translate(`notices.ios.${step}`)}
          </Typography>
        ))}
      </Stack>
    )
  }
  if (offered) {
    return (
      <Button onClick={() => void offered.prompt()} sx={{ minHeight: 48, alignSelf: 'flex-start' }}>
        {translate('notices.install')}
      </Button>
    )
  }
  if (!/Android/.test(navigator.userAgent)) return null
  return <Typography variant="body2">{translate('notices.android')}</Typography>
}
