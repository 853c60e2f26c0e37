/** How a message is said to WhatsApp: as free text while the 24-hour window is open, else in an approved template. */
import type { UnsentMessage, WrittenContent } from '@relance/relance/core'
import { HOUR, MINUTE } from '@relance/relance/core'

/** WhatsApp's 24 hours after the lead wrote, less a margin for clocks that differ and a slow call. */
export const FREE_TEXT_MS = 24 * HOUR - 5 * MINUTE

/** Free text while the window is open, as it costs least and says exactly what was recorded. `now` in milliseconds. */
export function writeContent({ message, lastInboundAt, template, values }: UnsentMessage, now: number): WrittenContent {
  if (isWindowOpen(lastInboundAt, now)) {
    return { ok: true, content: { kind: 'text', body: message }, text: message, category: 'service' }
  }
  if (!template) return { ok: false, reason: 'template_missing' }
  if (!template.isApproved) return { ok: false, reason: 'template_not_approved' }
  const filled = template.fill(values)
  if (!filled.ok) return { ok: false, reason: 'parameter_blank' }
  return { ok: true, content: filled.content, text: filled.text ?? message, category: template.category }
}

function isWindowOpen(lastInboundAt: number | null, now: number): boolean {
  return lastInboundAt !== null && now < lastInboundAt + FREE_TEXT_MS
}
