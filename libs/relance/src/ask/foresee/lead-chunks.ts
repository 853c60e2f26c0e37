/** Every lead of a question in the order of ids, chunk by chunk, in memory that does not grow with their number. */

const CHUNK = 1_000

/** The next chunk is read while the one before is worked on; whoever stops early waits for it. */
export async function* leadChunks<Lead>(
  idsAfter: (after: string | null, limit: number) => Promise<string[]>,
  read: (leadIds: readonly string[]) => Promise<Lead[]>,
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
      yield chunk
    }
  } finally {
    await coming.catch(() => null)
  }
}
