/** Shows the question of a preflight wherever it was asked; the dialog itself is loaded with the first one. */
import { lazy, Suspense, useSyncExternalStore } from 'react'
import { currentQuestion, onQuestion } from './ask-anyway.ts'

const PreflightDialog = lazy(() => import('./PreflightDialog.tsx'))

export const PreflightHost = () => {
  const question = useSyncExternalStore(onQuestion, currentQuestion)
  return <Suspense>{question && <PreflightDialog {...question} />}</Suspense>
}
