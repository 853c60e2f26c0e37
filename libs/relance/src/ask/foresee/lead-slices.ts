/** Every lead of a question in the order of ids, in memory that does not grow with their number. */

/** Leads per statement. */
const CHUNK = 1_000
/** Leads between two breaths: some tens of milliseconds of work. */
const SLICE = 50

/**
 * Yields slices of leads and awaits `breathe` before each, so that a server goes on answering. The next chunk is read while the
 * one before is worked on; whoever stops early waits for it.
 */
export async function* leadSlices<Lead>(
  idsAfter: (after: string | null, limit: number) => Promise<string[]>,
  read: (leadIds: readonly string[]) => Promise<Lead[]>,
  breathe?: () => Promise<void>,
): AsyncGenerator<Lead[]> {
  let after: string | null = null
  const readNext = async (): Promise<Lead[] | null> => {
    const leadIds = await idsAfter(after, CHUNK)
    after = leadIds.at(-1) ?? null
    return leadIds.length === 0 ? null : read(leadIds)
  }
  let coming = readNext()
  try {
    for (let chunk = await coming; chunk !== null; chunk = await coming) {
      coming = readNext()
      for (let from = 0; from < chunk.length; from += SLICE) {
        await breathe?.()
        yield chunk.slice(from, from + SLICE)
      }
    }
  } finally {
    await coming.catch(() => null)
  }
}
