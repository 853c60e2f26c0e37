/** Single keys that act; never while something is being typed, and off when the person says so. */
import { useEffect, useRef } from 'react'
import { useStore } from 'react-admin'

export const KEYS_PREFERENCE = 'relance.keys'

const FIELDS = 'input, textarea, select, [contenteditable], [role=combobox], [role=listbox], [role=menu]'
/** What Enter already does something to. */
const PRESSABLE = 'a, button, [role=button], [tabindex="0"]'

/** `isListening`: false while something else is in front. */
export function useKeys(actions: Readonly<Record<string, () => void>>, isListening = true): void {
  const [isOn] = useStore(KEYS_PREFERENCE, true)
  const latest = useRef(actions)
  latest.current = actions
  useEffect(() => {
    if (!isOn || !isListening) return
    const press = (event: KeyboardEvent): void => {
      const target = event.target instanceof Element ? event.target : document.body
      if (target.closest(FIELDS) || event.metaKey || event.ctrlKey || event.altKey || event.repeat) return
      if (event.key === 'Enter' && target.closest(PRESSABLE)) return
      const action = Object.hasOwn(latest.current, event.key) ? latest.current[event.key] : undefined
      if (!action) return
      event.preventDefault()
      action()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [isOn, isListening])
}
