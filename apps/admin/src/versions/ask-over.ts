/** Asks before saving over a value that somebody else saved meanwhile. */
export interface Overlap {
  /** The server's sentence about who saved meanwhile. */
  detail: string
  /** Where one field is in question: its name, and both values. */
  field?: string
  theirs?: unknown
  mine?: unknown
}

interface Asked extends Overlap {
  answer(isOver: boolean): void
}

let asked: Asked | null = null
const listeners = new Set<() => void>()

function put(next: Asked | null): void {
  asked = next
  for (const listener of listeners) listener()
}

export const currentOverlap = (): Asked | null => asked

export function onOverlap(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** True when the reader chooses to overwrite. */
export async function askOver(overlap: Overlap): Promise<boolean> {
  const isOver = await new Promise<boolean>((answer) => put({ ...overlap, answer }))
  put(null)
  return isOver
}
