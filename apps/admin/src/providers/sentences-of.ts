/** Every sentence in which the server refuses a field, nested as the fields are; none when the problem as a whole says it. */
import { HttpError } from 'react-admin'

export function sentencesOf(error: unknown): string[] {
  if (!(error instanceof HttpError)) return []
  const { root: _, ...fields } = (error.body?.errors ?? {}) as Record<string, unknown>
  return leaves(fields)
}

/** The words for the first refused field, else those of the whole problem. */
export const refusalOf = (error: unknown): string => sentencesOf(error)[0] ?? (error as Error).message

function leaves(errors: unknown): string[] {
  if (typeof errors === 'string') return [errors]
  return typeof errors === 'object' && errors !== null ? Object.values(errors).flatMap(leaves) : []
}
