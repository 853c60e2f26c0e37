/** The body of a refusal: words in the caller's language, a message per field, nothing personal. */
import { PROBLEMS, type Problem, type ProblemCode, type Refusal } from './problem.ts'
import { type Language, problemWords, refusalWords } from '../words.ts'

export function problemOf(
  code: ProblemCode,
  {
    refusals = [],
    params,
  }: { refusals?: readonly Refusal[]; params?: Readonly<Record<string, string | number>> | undefined },
  { language, instance, correlationId }: { language: Language; instance: string; correlationId: string },
): Problem {
  const [first] = refusals
  return {
    type: `urn:relance:problem:${code}`,
    ...problemWords(language, code, { ...params, ...(first && { reason: refusalWords(language, first) }) }),
    status: PROBLEMS[code],
    instance,
    code,
    correlationId,
    ...(refusals.length > 0 && {
      errors: nest(refusals.map((refusal) => [refusal.field, refusalWords(language, refusal)])),
      refusals: refusals.map(({ field, code: why }) => ({ field, code: why })),
    }),
  }
}

/** `window.to` becomes `{ window: { to } }`, the form in which panels look for messages. */
function nest(messages: readonly (readonly [string, string])[]): Record<string, unknown> {
  const root: Record<string, unknown> = Object.create(null)
  for (const [field, message] of messages) {
    const path = field === '' ? ['root'] : field.split('.')
    let place = root
    for (const key of path.slice(0, -1)) {
      if (typeof place[key] !== 'object') place[key] = Object.create(null)
      place = place[key] as Record<string, unknown>
    }
    const last = path.at(-1) as string
    if (place[last] === undefined) place[last] = message
  }
  return root
}
