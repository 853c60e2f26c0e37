/** Shows the question of a preflight wherever it was asked; the dialog itself is loaded with the first one. */
import { Suspense, useSyncExternalStore } from 'react'
import { currentQuestion, onQuestion } from './ask-anyway.ts'
import { lazyPart } from '../parts/lazy-parts.ts'

const PreflightDialog = lazyPart(async () => (await import('./PreflightDialog.tsx')).default)

export const PreflightHost = () => {
  const question = useSyncExternalStore(onQuestion, currentQuestion)
  return <Suspense>{question && <PreflightDialog {...question} />}</Suspense>
}
