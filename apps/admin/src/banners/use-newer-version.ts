/** Whether the server has a newer panel than the one that runs: the page it gives now names other scripts. */
import { useEffect, useState } from 'react'

const LOOK_EVERY_MS = 10 * 60_000
/** Whoever comes back to the tab has perhaps been away for long. */
const NOT_BEFORE_MS = 30_000

const own = [...document.querySelectorAll('script[type=module][src]')].map((script) => script.getAttribute('src'))

async function isNewer(): Promise<boolean> {
  const answer = await fetch('/', { cache: 'no-store' }).catch(() => null)
  if (own.length === 0 || !answer?.ok) return false
  const page = await answer.text()
  // A proxy in between answers with pages of its own.
  return page.includes('id="root"') && own.some((path) => !page.includes(`"${path}"`))
}

export function useNewerVersion(): boolean {
  const [isThere, setIsThere] = useState(false)
  useEffect(() => {
    if (isThere) return
    let latest = Date.now()
    const look = (): void => {
      latest = Date.now()
      void isNewer().then((is) => is && setIsThere(true))
    }
    const lookAgain = (): void => {
      if (document.visibilityState === 'visible' && Date.now() - latest > NOT_BEFORE_MS) look()
    }
    const timer = setInterval(look, LOOK_EVERY_MS)
    document.addEventListener('visibilitychange', lookAgain)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', lookAgain)
    }
  }, [isThere])
  return isThere
}
