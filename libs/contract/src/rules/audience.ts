/** Who a rule follows up, as a condition tree; the engine says what it may hold. */
import { readAudience } from '@relance/relance/core'
import { z } from 'zod'

export const audience = z
  .record(z.string(), z.unknown())
  .check(({ value, issues }) => {
    const read = readAudience(value)
    if (read.ok) return
    for (const { message, path } of read.issues) issues.push({ code: 'custom', message, path, input: value })
  })
  .meta({
    description: 'A group `{ combinator, not?, rules }` of conditions `{ field, operator, value }` and groups.',
    example: {
      combinator: 'and',
      rules: [{ field: 'lastContactAt', operator: 'olderThan', value: { value: 3, unit: 'days' } }],
    },
  })
