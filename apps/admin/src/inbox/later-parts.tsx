/** What the queue itself does not need. It comes with the first relance that is opened, and is there without a connection from then on. */
import { type ComponentProps, Suspense, useEffect } from 'react'
import { Waiting } from '../reading/Waiting.tsx'
import { lazyPart } from '../parts/lazy-parts.ts'

const loadSnooze = async () => (await import('./Snooze.tsx')).Snooze
const loadKeysHelp = async () => (await import('./KeysHelp.tsx')).KeysHelp
const loadSent = async () => (await import('./SentRelance.tsx')).SentRelance
const LaterSent = lazyPart(loadSent)
const LaterNotices = lazyPart(async () => (await import('../notices/NoticesHint.tsx')).NoticesHint)
const LaterSnooze = lazyPart(loadSnooze)
const LaterKeysHelp = lazyPart(loadKeysHelp)

export const Snooze = (props: ComponentProps<typeof LaterSnooze>) => (
  <Suspense fallback={null}>
    <LaterSnooze {...props} />
  </Suspense>
)

export const SentRelance = (props: ComponentProps<typeof LaterSent>) => (
  <Suspense fallback={<Waiting />}>
    <LaterSent {...props} />
  </Suspense>
)

export const KeysHelp = (props: ComponentProps<typeof LaterKeysHelp>) => (
  <Suspense fallback={null}>
    <LaterKeysHelp {...props} />
  </Suspense>
)

export const NoticesHint = () => (
  <Suspense fallback={null}>
    <LaterNotices />
  </Suspense>
)

/** Without a connection each says so itself when it is opened. */
export function useLaterParts(): void {
  useEffect(() => void Promise.allSettled([loadSnooze(), loadKeysHelp(), loadSent()]), [])
}
