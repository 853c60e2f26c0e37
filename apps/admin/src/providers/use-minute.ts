/** The present at every rendering, and a rendering every half minute: what was to come moves into the queue by itself. */
import { useEffect, useReducer } from 'react'

/** A phone's clock may be behind the server's by a little. */
const TOLERANCE_MS = 30_000

export function useMinute(): number {
  const [, render] = useReducer((count: number) => count + 1, 0)
  useEffect(() => {
    const timer = setInterval(render, 30_000)
    return () => clearInterval(timer)
  }, [])
  return Date.now() + TOLERANCE_MS
}
