/** Shows the question wherever it was asked; the dialog itself is loaded with the first one. */
import { Suspense, useSyncExternalStore } from 'react'
import { lazyPart } from '../parts/lazy-parts.ts'
import { currentOverlap, onOverlap } from './ask-over.ts'

const OverlapDialog = lazyPart(async () => (await import('./OverlapDialog.tsx')).OverlapDialog)

export const OverlapHost = () => {
  const overlap = useSyncExternalStore(onOverlap, currentOverlap)
  return <Suspense>{overlap && <OverlapDialog {...overlap} />}</Suspense>
}
