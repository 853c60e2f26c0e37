/** The second step of signing in, once the password was right: what the person can show. */
import type { SignInFactors } from '@relance/contract'

let asked: SignInFactors | null = null
const listeners = new Set<() => void>()

export const askedFactors = (): SignInFactors | null => asked

export function onSignInStep(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** For whoever signs in next on the same browser. */
export const forgetSignInStep = (): void => move(null)

function move(factors: SignInFactors | null): void {
  asked = factors
  for (const listener of listeners) listener()
}

/** Null for a refusal that asks for nothing more. */
export const factorsIn = (error: unknown): SignInFactors | null =>
  (error as { body?: { secondFactor?: SignInFactors } }).body?.secondFactor ?? null

export async function inSteps<Answer>(signIn: () => Promise<Answer>): Promise<Answer> {
  try {
    const answer = await signIn()
    move(null)
    return answer
  } catch (error) {
    const factors = factorsIn(error)
    if (factors) move(factors)
    throw error
  }
}
