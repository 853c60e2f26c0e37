/** The rule as it is in the form, as the API takes an unsaved one. */
import type { RuleDraftBody } from '@relance/contract'
import { useRecordContext } from 'react-admin'
import { useWatch } from 'react-hook-form'

const FIELDS = [
  'name',
  'priority',
  'audience',
  'frequencyId',
  'templateIds',
  'channel',
  'stopOn',
  'reentry',
  'onContact',
  'expiryDays',
  'holdoutPercent',
  'variants',
] as const

/** Null until there is a frequency and a message: without them nothing can be foretold. */
export function useRuleDraft(): RuleDraftBody | null {
  const form = useWatch() as Record<string, unknown>
  const record = useRecordContext()
  const { frequencyId, templateIds } = form
  const isWhole = Boolean(frequencyId) && Array.isArray(templateIds) && templateIds.filter(Boolean).length > 0
  if (!isWhole) return null
  const filled = FIELDS.filter((field) => form[field] !== undefined && form[field] !== null && form[field] !== '')
  const draft = Object.fromEntries(filled.map((field) => [field, form[field]]))
  return { ...(record?.id !== undefined && { id: String(record.id) }), ...draft, ...delaysOf(form) } as RuleDraftBody
}

/** Delays changed beside the rule; those of another frequency than the one chosen do not count. */
function delaysOf({ frequency, frequencyId }: Record<string, unknown>): object {
  const { id, ...changed } = (frequency ?? {}) as { id?: unknown }
  return id !== undefined && id === frequencyId ? { frequency: changed } : {}
}
