/** Loads the panel again; asks first when something is written and not saved. */
import { Button } from '@mui/material'
import { useState } from 'react'
import { Confirm } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import { letAllGo } from '../providers/kept.ts'
import { dropDrafts, hasDrafts } from '../forms/drafts.ts'

export const Reload = () => {
  const translate = useWords()
  const [isAsking, setIsAsking] = useState(false)
  const reload = (): void => {
    dropDrafts()
    letAllGo()
    window.location.reload()
  }
  return (
    <>
      <Button color="inherit" size="small" onClick={() => (hasDrafts() ? setIsAsking(true) : reload())}>
        {translate('failure.reload')}
      </Button>
      <Confirm
        isOpen={isAsking}
        title={translate('shell.unsaved')}
        content={translate('shell.unsaved_hint')}
        confirm={translate('shell.reload_anyway')}
        onConfirm={reload}
        onClose={() => setIsAsking(false)}
      />
    </>
  )
}
