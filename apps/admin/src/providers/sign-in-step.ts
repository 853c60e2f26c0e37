/** Whether signing in asks for the second factor: the password was right. */
let isNeeded = false
const listeners = new Set<() => void>()

export const codeIsNeeded = (): boolean => isNeeded

export function onSignInStep(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** For whoever signs in next on the same browser. */
export const forgetSignInStep = (): void => move(false)

function move(needed: boolean): void {
  isNeeded = needed
  for (const listener of listeners) listener()
}

export async function inSteps<Answer>(signIn: () => Promise<Answer>): Promise<Answer> {
  try {
    const answer = await signIn()
    move(false)
    return answer
  } catch (error) {
    if ((error as { body?: { code?: string } }).body?.code === 'second_factor_needed') move(true)
    throw error
  }
}
