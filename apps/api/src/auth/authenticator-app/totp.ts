/** Codes of an authenticator app (RFC 6238): six digits of HMAC-SHA-1, every 30 seconds, as every app knows them. */
import { createHmac, timingSafeEqual } from 'node:crypto'

const STEP_MS = 30_000
const DIGITS = 6
/** A phone whose clock is half a minute off still fits. */
const DRIFT = 1

export const SECRET_BYTES = 20

export const stepAt = (now: number): number => Math.floor(now / STEP_MS)

export function codeOf(secret: Uint8Array, step: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const mac = createHmac('sha1', secret).update(counter).digest()
  const offset = mac.readUInt8(mac.length - 1) & 0x0f
  const number = mac.readUInt32BE(offset) & 0x7f_ff_ff_ff
  return String(number % 10 ** DIGITS).padStart(DIGITS, '0')
}

/** The step whose code this is, later than `after`; null when it is none, or was used. */
export function stepOfCode(
  secret: Uint8Array,
  code: string,
  { now, after }: { now: number; after: number },
): number | null {
  if (!/^\d{6}$/.test(code)) return null
  const current = stepAt(now)
  let found: number | null = null
  for (let step = current - DRIFT; step <= current + DRIFT; step++) {
    const fits = timingSafeEqual(Buffer.from(code), Buffer.from(codeOf(secret, step)))
    if (fits && step > after) found = step
  }
  return found
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** Base32 without padding, as apps take a secret that is typed. The length is a multiple of five bytes. */
export function base32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{5}/g) ?? []).map((five) => ALPHABET[Number.parseInt(five, 2)]).join('')
}

/** What the QR code says. */
export function uriOf(secret: Uint8Array, { company, email }: { company: string; email: string }): string {
  const label = `${encodeURIComponent(company)}:${encodeURIComponent(email)}`
  return `otpauth://totp/${label}?secret=${base32(secret)}&issuer=${encodeURIComponent(company)}`
}
