/** Keys of the relance mode; never while something is being typed, and off when the person says so. */
import { useEffect, useRef } from 'react'
import { useStore } from 'react-admin'

export const KEYS_PREFERENCE = 'relance.keys'

export function useKeys(actions: Readonly<Record<string, () => void>>): void {
  const [isOn] = useStore(KEYS_PREFERENCE, true)
  const latest = useRef(actions)
  latest.current = actions
  useEffect(() => {
    if (!isOn) return
    const press = (event: KeyboardEvent): void => {
      const { target } = event
      const isTyping =
        target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null
      if (isTyping || event.metaKey || event.ctrlKey || event.altKey) return
      const action = Object.hasOwn(latest.current, event.key) ? latest.current[event.key] : undefined
      if (!action) return
      event.preventDefault()
      action()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [isOn])
}
