/** Text out of bytes of an unknown encoding: UTF-8 with or without BOM, UTF-16 with one, else Windows-1252. */

export class EncodingMixed extends Error {
  override name = 'EncodingMixed'
}

const firstNonAscii = (bytes: Uint8Array): number => bytes.findIndex((byte) => byte >= 0x80)
/** The longest UTF-8 character. */
const LONGEST_CHARACTER = 4

function concat(a: Uint8Array, b: Uint8Array): Uint8Array {
  const joined = new Uint8Array(a.length + b.length)
  joined.set(a)
  joined.set(b, a.length)
  return joined
}

/**
 * Streams: the decision falls at the first byte that is not ASCII, since up to there all of these encodings agree.
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
    held = concat(held, chunk)
    if (isFirst && held.length < 3) continue
    const at = isFirst && bomOf(held) ? 0 : firstNonAscii(held)
    if (at >= 0 && held.length - at < LONGEST_CHARACTER) continue
    if (at >= 0) decoder = decoderOf(held, at)
    yield decoder ? read(decoder, held) : new TextDecoder().decode(held)
    held = new Uint8Array()
    isFirst = false
  }
  if (held.length > 0) {
    const at = firstNonAscii(held)
    yield new TextDecoder(at >= 0 && !isUtf8(held) ? 'windows-1252' : 'utf-8').decode(held)
  }
  if (decoder) yield read(decoder)
}

/** The encoding a text with this beginning is read in. */
export function encodingOf(head: Uint8Array): string {
  const at = bomOf(head) ? 0 : firstNonAscii(head)
  return at < 0 ? 'utf-8' : decoderOf(head, at).encoding
}

function bomOf(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null
}

function decoderOf(bytes: Uint8Array, at: number): InstanceType<typeof TextDecoder> {
  const encoding = at === 0 ? bomOf(bytes) : null
  if (encoding) return new TextDecoder(encoding)
  return isUtf8(bytes.subarray(at, at + LONGEST_CHARACTER))
    ? new TextDecoder('utf-8', { fatal: true })
    : new TextDecoder('windows-1252')
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
