/** Asks the browser for a passkey. Its library is loaded by whoever uses one. */
import type { NewPasskey, PasskeyAnswer } from '@relance/contract'

/** Browsers offer none over plain http, and some that are built into apps never do. */
export const offersPasskeys = (): boolean => 'PublicKeyCredential' in window

type Options = Record<string, unknown>
const asOptions = <Wanted>(options: Options): Wanted => options as Wanted

/** Extensions are not asked for, and what browsers say of them by themselves is not sent. */
function plain<Made extends { clientExtensionResults: object }>({ clientExtensionResults: _, ...made }: Made) {
  return { ...made, clientExtensionResults: {} }
}

const library = () => import('@simplewebauthn/browser')

export async function makePasskey(options: Options): Promise<NewPasskey['passkey']> {
  const { startRegistration } = await library()
  const optionsJSON = asOptions<Parameters<typeof startRegistration>[0]['optionsJSON']>(options)
  return plain(await startRegistration({ optionsJSON }))
}

export async function showPasskey(options: Options): Promise<PasskeyAnswer> {
  const { startAuthentication } = await library()
  const optionsJSON = asOptions<Parameters<typeof startAuthentication>[0]['optionsJSON']>(options)
  return plain(await startAuthentication({ optionsJSON }))
}

/** The words for what a browser says when it gives none; null for an error of another kind. */
export function passkeyFailure(error: unknown): string | null {
  const { name } = error as { name?: string }
  if (name === 'NotAllowedError' || name === 'AbortError') return 'second_factor.passkey_cancelled'
  if (name === 'InvalidStateError') return 'second_factor.passkey_known'
  return error instanceof DOMException || name === 'WebAuthnError' || name === 'SecurityError'
    ? 'second_factor.passkey_failed'
    : null
}
