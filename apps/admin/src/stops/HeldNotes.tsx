/** What is held until somebody answers or mends it. Loaded after the page: a first visit needs the queue alone. */
import { Suspense } from 'react'
import { lazyPart } from '../parts/lazy-parts.ts'

const StopQuestions = lazyPart(async () => (await import('./StopQuestions.tsx')).StopQuestions)
const UnwrittenMessages = lazyPart(async () => (await import('./UnwrittenMessages.tsx')).UnwrittenMessages)

export const HeldNotes = () => (
  <Suspense fallback={null}>
    <StopQuestions />
    <UnwrittenMessages />
  </Suspense>
)
