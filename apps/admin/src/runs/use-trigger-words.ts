/** Who or what started a run: the trigger, and the name of the caller where one is known. */
import type { Run } from '@relance/contract'
import { useWords } from '../i18n/use-words.ts'

export function useTriggerWords(): (run: Run & { caller?: string | null }) => string {
  const translate = useWords()
  return ({ trigger, caller }) => [translate(`run.triggers.${trigger}`), caller].filter(Boolean).join(' · ')
}
