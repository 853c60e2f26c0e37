/** Whether a webhook comes from WhatsApp: its signature over the bytes as they came. */

const FORM = /^sha256=[0-9a-f]{64}$/
const ALGORITHM = { name: 'HMAC', hash: 'SHA-256' }

/**
 * `rawBytes` is the body before any parsing: WhatsApp signs what it wrote, with its own escapes, and JSON written anew has other
 * bytes. `header` is X-Hub-Signature-256. The comparison is `crypto.subtle.verify`, whose time does not depend on the content.
 */
export async function verifySignature(
  rawBytes: Uint8Array,
  header: string | null | undefined,
  secret: string,
): Promise<boolean> {
  if (typeof header !== 'string' || !FORM.test(header) || secret === '') return false
  const signature = Uint8Array.from(header.slice('sha256='.length).match(/../g) ?? [], (hex) =>
    Number.parseInt(hex, 16),
  )
  const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(secret), ALGORITHM, false, ['verify'])
  return crypto.subtle.verify('HMAC', key, signature, new Uint8Array(rawBytes))
}
