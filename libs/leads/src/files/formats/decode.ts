/** Text out of bytes of an unknown encoding: UTF-8 or UTF-16 with or without a mark, Windows-1252, or MacRoman. */

export class EncodingMixed extends Error {
  override name = 'EncodingMixed'
}

const firstNonAscii = (bytes: Uint8Array): number => bytes.findIndex((byte) => byte >= 0x80)
/** The longest UTF-8 character. */
const LONGEST_CHARACTER = 4
/** Enough to see how zero bytes lie. */
const ZEROS_SEEN_IN = 4_096

/**
 * Streams: the decision falls at the first chunk that holds more than ASCII, since up to there the encodings agree.
 * @throws EncodingMixed when a text that began as UTF-8 does not go on as such.
 */
export async function* decode(source: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let held: Uint8Array = new Uint8Array()
  let decoder: InstanceType<typeof TextDecoder> | null = null
  let isFirst = true
  for await (const chunk of source) {
    if (decoder) {
      yield read(decoder, chunk)
      continue
    }
    held = held.length === 0 ? chunk : Buffer.concat([held, chunk])
    if (isFirst && held.length < LONGEST_CHARACTER) continue
    const at = isFirst && wideEncodingOf(held) ? 0 : firstNonAscii(held)
    if (at >= 0 && held.length - at < LONGEST_CHARACTER) continue
    if (at >= 0) decoder = decoderOf(held, isFirst)
    yield decoder ? read(decoder, held) : new TextDecoder().decode(held)
    held = new Uint8Array()
    isFirst = false
  }
  if (held.length > 0) yield new TextDecoder(narrowEncodingOf(held)).decode(held)
  if (decoder) yield read(decoder)
}

/** The encoding a text with this beginning is read in. */
export const encodingOf = (head: Uint8Array): string => wideEncodingOf(head) ?? narrowEncodingOf(head)

/** UTF-16 by its mark, or by the zero byte that every second letter of a European text brings. */
function wideEncodingOf(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  const head = bytes.subarray(0, ZEROS_SEEN_IN)
  const zeros = [0, 0]
  head.forEach((byte, at) => {
    if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1
  })
  const [even = 0, odd = 0] = zeros
  if (odd > head.length / 4 && even === 0) return 'utf-16le'
  return even > head.length / 4 && odd === 0 ? 'utf-16be' : null
}

function narrowEncodingOf(bytes: Uint8Array): string {
  if (firstNonAscii(bytes) < 0 || isUtf8(bytes)) return 'utf-8'
  return isMacRoman(bytes) ? 'macintosh' : 'windows-1252'
}

function decoderOf(bytes: Uint8Array, isFirst: boolean): InstanceType<typeof TextDecoder> {
  const encoding = (isFirst ? wideEncodingOf(bytes) : null) ?? narrowEncodingOf(bytes)
  return new TextDecoder(encoding, { fatal: encoding === 'utf-8' })
}

/** Accented small letters of MacRoman; Windows-1252 has signs there that do not stand beside letters. */
const MAC_LETTERS = new Set([
  0x83, 0x87, 0x88, 0x89, 0x8a, 0x8d, 0x8e, 0x8f, 0x90, 0x91, 0x94, 0x95, 0x99, 0x9a, 0x9d, 0x9e, 0x9f,
])

const isLetter = (byte = 0): boolean => (byte | 32) >= 0x61 && (byte | 32) <= 0x7a

function isMacRoman(bytes: Uint8Array): boolean {
  let mac = 0
  let windows = 0
  bytes.forEach((byte, at) => {
    if (byte < 0x80 || !(isLetter(bytes[at - 1]) || isLetter(bytes[at + 1]))) return
    if (MAC_LETTERS.has(byte)) mac++
    if (byte >= 0xc0 && byte !== 0xd5) windows++
  })
  return mac > windows
}

/** The end may break off in the middle of a character. */
function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
    return true
  } catch {
    return false
  }
}

function read(decoder: InstanceType<typeof TextDecoder>, bytes?: Uint8Array): string {
  try {
    return bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode()
  } catch (error) {
    throw new EncodingMixed('The text is not UTF-8 to its end.', { cause: error })
  }
}
