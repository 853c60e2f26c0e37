/** What happens once, before the first page is shown. */
import { guardDrafts, hasDrafts } from './forms/drafts.ts'

/** Addresses written without the sign of a page within the page (`/leads/…`) lead to it all the same. */
export function toHashAddress(): void {
  const { pathname, search, hash } = window.location
  if (pathname !== '/') window.history.replaceState(null, '', `/#${hash ? hash.slice(1) : pathname + search}`)
}

const RELOADED = 'relance.reloaded'
const NOT_AGAIN_MS = 10_000

/** The development server gives the sources themselves. */
const isBuilt = (): boolean => document.querySelector('script[src^="/assets/"]') !== null

/** Keeps the shell where the browser may (https, or this machine); the development server has none to keep. */
export function keepShell(): void {
  guardDrafts()
  if ('serviceWorker' in navigator && isBuilt()) {
    navigator.serviceWorker.addEventListener('controllerchange', keepLoaded)
    void navigator.serviceWorker.register('/sw.js').catch(() => undefined)
  }
  // A page that is loaded when it is opened may be gone since a newer version was put in place: that version is loaded.
  window.addEventListener('vite:preloadError', (event) => {
    const latest = Number(sessionStorage.getItem(RELOADED))
    // What is missing says so where it would be.
    if (hasDrafts() || !navigator.onLine || Date.now() - latest < NOT_AGAIN_MS) return
    event.preventDefault()
    sessionStorage.setItem(RELOADED, String(Date.now()))
    window.location.reload()
  })
}

/** What came before the worker was there, words above all: the browser still has it, and the worker keeps it as well. */
function keepLoaded(): void {
  for (const { name } of performance.getEntriesByType('resource')) {
    const { origin, pathname } = new URL(name)
    if (origin === window.location.origin && pathname.startsWith('/assets/')) void fetch(name).catch(() => undefined)
  }
}
