import { Alert, Button } from '@mui/material'
import type { Company } from '@relance/contract'
import { instantFormat } from '@relance/contract/instants'
import { useState } from 'react'
import { Confirm, useLocaleState, useNotify } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import { askResumption } from '../resumption/ask-resumption.ts'
import { SettingsCard } from './SettingsCard.tsx'
import { useSingleton } from './use-singleton.ts'

/** The brake: asks once, works at once. */
export const StopCard = () => {
  const translate = useWords()
  const [locale] = useLocaleState()
  const { reading, value, save } = useSingleton<Company>('company')
  const notify = useNotify()
  const [isAsking, setIsAsking] = useState(false)
  if (!value) return <SettingsCard title="settings.stop" reading={reading} />
  const { stopped, stoppedAt } = value
  const since =
    stoppedAt && instantFormat(locale, { dateStyle: 'long', timeStyle: 'short' }).format(new Date(stoppedAt))
  const resume = async (): Promise<void> => {
    const midway = await askResumption('stop', 'settings/resumption').catch((error: Error) => {
      notify(error.message, { type: 'error' })
      return null
    })
    if (midway !== null) await save({ stopped: false })
  }
  return (
    <SettingsCard title="settings.stop" hint="settings.stop_hint">
      {stopped && <Alert severity="error">{translate('settings.stopped_since', { at: since ?? '' })}</Alert>}
      <Button
        variant="contained"
        color={stopped ? 'primary' : 'error'}
        onClick={() => (stopped ? void resume() : setIsAsking(true))}
      >
        {translate(stopped ? 'settings.resume' : 'settings.stop_now')}
      </Button>
      <Confirm
        isOpen={isAsking}
        title="settings.stop_now"
        content="settings.stop_sure"
        onConfirm={() => {
          setIsAsking(false)
          void save({ stopped: true })
        }}
        onClose={() => setIsAsking(false)}
      />
    </SettingsCard>
  )
}
