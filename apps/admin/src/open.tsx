/** The panel itself, with its words. */
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'
import { firstLanguage, LANGUAGES } from './i18n/language.ts'
import { speak } from './providers/i18n-provider.ts'
import { keepShell, toHashAddress } from './start.ts'

export async function open(): Promise<void> {
  toHashAddress()
  keepShell()
  const root = document.getElementById('root')
  if (!root) return
  const language = firstLanguage()
  const other = LANGUAGES.find(({ locale }) => locale !== language)?.locale ?? language
  // Without a connection the other one may be there.
  await speak(language).catch(() => speak(other))
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
}
