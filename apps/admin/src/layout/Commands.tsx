/** Opens the box of commands: by its button, by `/`, by Ctrl-K or Cmd-K. The box itself comes when it is opened. */
import SearchIcon from '@mui/icons-material/Search'
import { IconButton, Tooltip } from '@mui/material'
import { Suspense, useCallback, useEffect, useState } from 'react'
import { useStore } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import { KEYS_PREFERENCE } from '../inbox/use-keys.ts'
import { lazyPart } from '../parts/lazy-parts.ts'

const CommandBox = lazyPart(async () => (await import('./CommandBox.tsx')).CommandBox)

const FIELDS = 'input, textarea, select, [contenteditable], [role=combobox], [role=listbox]'

export const Commands = () => {
  const translate = useWords()
  const [isOpen, setIsOpen] = useState(false)
  const [hasKeys] = useStore(KEYS_PREFERENCE, true)
  const close = useCallback(() => setIsOpen(false), [])
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const isTyping = event.target instanceof Element && event.target.closest(FIELDS) !== null
      const isChord = (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'k'
      const isSlash = event.key === '/' && hasKeys && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey
      if (!isChord && !isSlash) return
      event.preventDefault()
      setIsOpen(true)
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [hasKeys])
  return (
    <>
      <Tooltip title={translate('command.hint')}>
        <IconButton
          color="inherit"
          onClick={() => setIsOpen(true)}
          aria-label={translate('command.title')}
          aria-keyshortcuts="/ Control+K Meta+K"
        >
          <SearchIcon />
        </IconButton>
      </Tooltip>
      {isOpen && (
        <Suspense fallback={null}>
          <CommandBox close={close} />
        </Suspense>
      )}
    </>
  )
}
