/** Text out of bytes of an unknown encoding: UTF-8 or UTF-16 with or without a mark, Windows-1252, MacRoman or the code page 850 of DOS. */
import { cp850Decoder, narrowEncodingOf } from './narrow-encodings.ts'

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
  let decoder: Decoder | null = null
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
    if (at >= 0) decoder = decoderFor((isFirst ? wideEncodingOf(held) : null) ?? singleByteOrUtf8(held))
    yield decoder ? read(decoder, held) : new TextDecoder().decode(held)
    held = new Uint8Array()
    isFirst = false
  }
  if (held.length > 0) {
    decoder = decoderFor(singleByteOrUtf8(held))
    yield read(decoder, held)
  }
  if (decoder) yield read(decoder)
}

/** The encoding a text with this beginning is read in. */
export const encodingOf = (head: Uint8Array): string => wideEncodingOf(head) ?? singleByteOrUtf8(head)

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

const singleByteOrUtf8 = (bytes: Uint8Array): string =>
  firstNonAscii(bytes) < 0 || isUtf8(bytes) ? 'utf-8' : narrowEncodingOf(bytes)

type Decoder = Pick<InstanceType<typeof TextDecoder>, 'decode'>

const decoderFor = (encoding: string): Decoder =>
  encoding === 'cp850' ? cp850Decoder() : new TextDecoder(encoding, { fatal: encoding === 'utf-8' })

/** The end may break off in the middle of a character. */
function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
    return true
  } catch {
    return false
  }
}

function read(decoder: Decoder, bytes?: Uint8Array): string {
  try {
    return bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode()
  } catch (error) {
    throw new EncodingMixed('The text is not UTF-8 to its end.', { cause: error })
  }
}
