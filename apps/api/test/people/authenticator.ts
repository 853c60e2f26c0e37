/** An authenticator in software: answers as a browser would, and lies where a test asks for it. */
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'

const sha256 = (data: string | Buffer): Buffer => createHash('sha256').update(data).digest()
const base64url = (data: Buffer): string => data.toString('base64url')

/** The little CBOR that an attestation without a statement needs. */
function head(major: number, length: number): Buffer {
  if (length < 24) return Buffer.from([(major << 5) | length])
  return length < 256
    ? Buffer.from([(major << 5) | 24, length])
    : Buffer.from([(major << 5) | 25, length >> 8, length & 255])
}
const text = (value: string): Buffer => Buffer.concat([head(3, value.length), Buffer.from(value)])
const bytes = (value: Buffer): Buffer => Buffer.concat([head(2, value.length), value])
const integer = (value: number): Buffer => (value < 0 ? head(1, -1 - value) : head(0, value))

const USER_PRESENT = 0x01
const HAS_CREDENTIAL = 0x40

interface Lies {
  origin?: string
  challenge?: string
  counter?: number
  host?: string
}

export function makeAuthenticator(origin: string) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const credentialId = randomBytes(32)
  const id = base64url(credentialId)
  let counter = 0
  const clientData = (type: string, challenge: unknown, lies: Lies): Buffer =>
    Buffer.from(JSON.stringify({ type, challenge: lies.challenge ?? challenge, origin: lies.origin ?? origin }))
  const authData = (host: string, flags: number, count: number, more: Buffer = Buffer.alloc(0)): Buffer => {
    const counted = Buffer.alloc(4)
    counted.writeUInt32BE(count)
    return Buffer.concat([sha256(host), Buffer.from([flags]), counted, more])
  }
  return {
    id,
    make(options: { challenge: string; rp: { id: string } }, lies: Lies = {}) {
      const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
      const point = (value: string) => bytes(Buffer.from(value, 'base64url'))
      const key = [integer(1), integer(2), integer(3), integer(-7), integer(-1), integer(1)]
      const cose = Buffer.concat([head(5, 5), ...key, integer(-2), point(x), integer(-3), point(y)])
      const size = Buffer.from([0, credentialId.length])
      const credential = Buffer.concat([Buffer.alloc(16), size, credentialId, cose])
      const data = authData(lies.host ?? options.rp.id, USER_PRESENT | HAS_CREDENTIAL, counter, credential)
      const attestation = [
        head(5, 3),
        text('fmt'),
        text('none'),
        text('attStmt'),
        head(5, 0),
        text('authData'),
        bytes(data),
      ]
      const response = {
        clientDataJSON: base64url(clientData('webauthn.create', options.challenge, lies)),
        attestationObject: base64url(Buffer.concat(attestation)),
        transports: ['internal'],
      }
      return { id, rawId: id, type: 'public-key', clientExtensionResults: {}, response }
    },
    show(options: { challenge: string; rpId: string }, lies: Lies = {}) {
      counter = lies.counter ?? counter + 1
      const data = authData(lies.host ?? options.rpId, USER_PRESENT, counter)
      const client = clientData('webauthn.get', options.challenge, lies)
      const response = {
        clientDataJSON: base64url(client),
        authenticatorData: base64url(data),
        signature: base64url(sign('sha256', Buffer.concat([data, sha256(client)]), privateKey)),
      }
      return { id, rawId: id, type: 'public-key', clientExtensionResults: {}, response }
    },
  }
}
