/** Shows the question wherever it was asked; the dialog itself is loaded with the first one. */
import { Suspense, useSyncExternalStore } from 'react'
import { lazyPart } from '../parts/lazy-parts.ts'
import { currentResumption, onResumption } from './ask-resumption.ts'

const ResumptionDialog = lazyPart(async () => (await import('./ResumptionDialog.tsx')).default)

export const ResumptionHost = () => {
  const question = useSyncExternalStore(onResumption, currentResumption)
  return <Suspense>{question && <ResumptionDialog {...question} />}</Suspense>
}
