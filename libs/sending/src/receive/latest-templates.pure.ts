/** What was told of the approval of templates. */
import type { TemplateEvent, TemplateState } from './received.pure.ts'

/** Of what was told of a template the latest counts, and of one instant the same one always. */
export function latestTemplates(
  events: readonly TemplateEvent[],
  templates: readonly TemplateState[],
): TemplateEvent[] {
  const rank = ({ at, status }: { at: number; status: string }): string => `${String(at).padStart(16, '0')} ${status}`
  return templates.flatMap(({ name, language, status, statusAt }) => {
    const own = events
      .filter((event) => event.name === name && event.language === language)
      .map((event) => ({ ...event, status: event.status.toUpperCase() }))
      .sort((a, b) => (rank(a) < rank(b) ? -1 : 1))
    const last = own.at(-1)
    const isNews = last && (statusAt === null || rank(last) > rank({ at: statusAt, status }))
    return isNews ? [last] : []
  })
}
