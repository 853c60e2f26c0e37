/** What keeps the panel from opening: no connection, or a server that fails. Tried again by itself, or when somebody asks. */
export interface Trouble {
  error: Error
  again(): void
}

const AGAIN_MS = 5_000

let trouble: Trouble | null = null
const listeners = new Set<() => void>()

export const currentTrouble = (): Trouble | null => trouble

export function onTrouble(listen: () => void): () => void {
  listeners.add(listen)
  return () => {
    listeners.delete(listen)
  }
}

function tell(now: Trouble | null): void {
  trouble = now
  for (const listen of listeners) listen()
}

/** Asks until there is an answer that `isAnswer` takes for one, be it a refusal. */
export async function reach<Answer>(
  ask: () => Promise<Answer>,
  isAnswer: (error: unknown) => boolean,
): Promise<Answer> {
  for (;;) {
    try {
      const answer = await ask()
      tell(null)
      return answer
    } catch (error) {
      if (isAnswer(error)) {
        tell(null)
        throw error
      }
      await new Promise<void>((resolve) => {
        const again = (): void => {
          clearTimeout(timer)
          window.removeEventListener('online', again)
          resolve()
        }
        const timer = setTimeout(again, AGAIN_MS)
        window.addEventListener('online', again)
        tell({ error: error as Error, again })
      })
    }
  }
}
