/** Within a form: what was changed in it is a draft, and is there again after a reload or a session that ended. */
import { Alert, Button } from '@mui/material'
import { useEffect, useRef, useState } from 'react'
import { useFormContext, useFormState } from 'react-hook-form'
import { useLocation } from 'react-router-dom'
import { useWords } from '../i18n/use-words.ts'
import { useDraft } from './drafts.ts'
import { keep, keptOf, letGo } from '../providers/kept.ts'
import { changedOf, valuesOf } from './kept-values.ts'

export const FormDraft = () => {
  const translate = useWords()
  const { pathname } = useLocation()
  const key = `form${pathname}`
  const form = useFormContext()
  const { dirtyFields, isSubmitting, isSubmitSuccessful } = useFormState()
  const isWritten = Object.keys(dirtyFields).length > 0 && !isSubmitSuccessful
  useDraft(isWritten, isSubmitting)
  const [isBack, setIsBack] = useState(false)
  const latest = useRef({ form, isWritten, isSubmitSuccessful, dirtyFields })
  latest.current = { form, isWritten, isSubmitSuccessful, dirtyFields }

  // react-admin fills the form with its record, at first and when it was read again: what was kept goes over it until somebody types.
  const restoring = useRef(valuesOf(keptOf(key) ?? ''))
  const isClean = Object.keys(dirtyFields).length === 0
  useEffect(() => {
    const kept = restoring.current
    if (!kept || !isClean || isSubmitSuccessful) return
    const timer = setTimeout(() => {
      for (const [name, value] of Object.entries(kept)) form.setValue(name, value, { shouldDirty: true })
      setIsBack(true)
    }, 0)
    return () => clearTimeout(timer)
  }, [form, isClean, isSubmitSuccessful])

  useEffect(() => {
    const keepNow = (): void => {
      const { form: current, isWritten: is, dirtyFields: dirty } = latest.current
      const changed = is ? changedOf(current.getValues(), dirty) : null
      if (changed) keep(key, JSON.stringify(changed))
    }
    // Which fields are changed is known once they are rendered.
    let timer: ReturnType<typeof setTimeout> | undefined
    const typed = form.watch((_, { type }) => {
      if (type === 'change') restoring.current = null
      clearTimeout(timer)
      timer = setTimeout(() => {
        timer = undefined
        keepNow()
      }, 100)
    })
    return () => {
      clearTimeout(timer)
      // The page is taken away in the middle of a word.
      if (timer !== undefined) keepNow()
      typed.unsubscribe()
    }
  }, [form, key])

  useEffect(() => {
    if (!isSubmitSuccessful) return
    restoring.current = null
    letGo(key)
    setIsBack(false)
  }, [isSubmitSuccessful, key])

  const forget = (): void => {
    restoring.current = null
    letGo(key)
    form.reset()
    setIsBack(false)
  }
  if (!isBack) return null
  return (
    <Alert
      severity="info"
      role="status"
      sx={{ width: '100%', marginBottom: 1 }}
      action={
        <Button color="inherit" size="small" onClick={forget}>
          {translate('shell.forget_kept')}
        </Button>
      }
    >
      {translate('shell.kept')}
    </Alert>
  )
}
