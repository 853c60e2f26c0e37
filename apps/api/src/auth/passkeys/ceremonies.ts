/** Both ceremonies of WebAuthn, by its library: it is loaded by the first person who uses a passkey, and costs the start nothing. */
import type { NewPasskey, PasskeyAnswer } from '@relance/contract'
import type { Site } from './site.pure.ts'

const library = () => import('@simplewebauthn/server')

/** How long a browser waits for the person. */
const TIMEOUT_MS = 5 * 60_000

export interface Credential {
  credentialId: string
  publicKey: Buffer
  counter: number
  transports: string[]
}

interface Known {
  credentialId: string
  transports: string[]
}

const asDescriptors = (known: readonly Known[]) =>
  known.map(({ credentialId, transports }) => ({ id: credentialId, transports }))

export interface Newcomer {
  site: Site
  challenge: string
  company: string
  user: { id: string; name: string; email: string }
  /** Those the person has: an authenticator makes no second one. */
  known: readonly Known[]
}

export async function optionsToAdd({ site, challenge, company, user, known }: Newcomer): Promise<object> {
  const { generateRegistrationOptions } = await library()
  return generateRegistrationOptions({
    rpName: company,
    rpID: site.host,
    challenge: Buffer.from(challenge, 'base64url'),
    // An id says nothing about the person to whoever finds the authenticator.
    userID: Buffer.from(user.id.replaceAll('-', ''), 'hex'),
    userName: user.email,
    userDisplayName: user.name,
    timeout: TIMEOUT_MS,
    attestationType: 'none',
    excludeCredentials: asDescriptors(known),
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'preferred' },
  })
}

export async function optionsToSignIn(site: Site, challenge: string, known: readonly Known[]): Promise<object> {
  const { generateAuthenticationOptions } = await library()
  return generateAuthenticationOptions({
    rpID: site.host,
    challenge: Buffer.from(challenge, 'base64url'),
    timeout: TIMEOUT_MS,
    userVerification: 'preferred',
    allowCredentials: asDescriptors(known),
  })
}

/** Null for what cannot be read. */
export function challengeOf({ response }: NewPasskey['passkey'] | PasskeyAnswer): string | null {
  try {
    const { challenge } = JSON.parse(Buffer.from(response.clientDataJSON, 'base64url').toString()) as {
      challenge?: unknown
    }
    return typeof challenge === 'string' ? challenge : null
  } catch {
    return null
  }
}

/** Null when it was made for another site or challenge, or cannot be read. */
export async function readNew(given: NewPasskey['passkey'], challenge: string, site: Site): Promise<Credential | null> {
  const { verifyRegistrationResponse } = await library()
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: given as Parameters<typeof verifyRegistrationResponse>[0]['response'],
      expectedChallenge: challenge,
      expectedOrigin: site.origin,
      expectedRPID: site.host,
      // The password is the first factor: a key without a PIN is a second one.
      requireUserVerification: false,
    })
    if (!verified) return null
    const { id, publicKey, counter, transports = [] } = registrationInfo.credential
    return { credentialId: id, publicKey: Buffer.from(publicKey), counter, transports }
  } catch {
    return null
  }
}

/** The new counter; null when the signature, the site or the challenge is another, or the counter went back. */
export async function checkAnswer(
  given: PasskeyAnswer,
  challenge: string,
  { site, credential }: { site: Site; credential: Credential },
): Promise<number | null> {
  const { verifyAuthenticationResponse } = await library()
  const { credentialId, publicKey, counter, transports } = credential
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: given as Parameters<typeof verifyAuthenticationResponse>[0]['response'],
      expectedChallenge: challenge,
      expectedOrigin: site.origin,
      expectedRPID: site.host,
      credential: { id: credentialId, publicKey: new Uint8Array(publicKey), counter, transports },
      requireUserVerification: false,
    })
    return verified ? authenticationInfo.newCounter : null
  } catch {
    return null
  }
}
