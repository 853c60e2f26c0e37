/** Encodings of one byte per character, told apart by how plausible their letters are beside each other. */

export const NARROW_ENCODINGS = ['windows-1252', 'macintosh', 'cp850'] as const
export type NarrowEncoding = (typeof NARROW_ENCODINGS)[number]

/** The characters from 0x80 of DOS and of Excel's "CSV (MS-DOS)" in Western Europe, which `TextDecoder` does not know. */
const CP850 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤' +
  'ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0'

const UPPER_HALF = Uint8Array.from({ length: 128 }, (_, at) => 0x80 + at)

/** `stream`: read in one piece, Node 20 takes Windows-1252 for Latin-1. */
const upperHalf = (encoding: string): string[] => [...new TextDecoder(encoding).decode(UPPER_HALF, { stream: true })]

/** What the bytes from 0x80 stand for. */
const CHARACTERS: Readonly<Record<NarrowEncoding, readonly string[]>> = {
  'windows-1252': upperHalf('windows-1252'),
  macintosh: upperHalf('macintosh'),
  cp850: [...CP850],
}

/** Letters of French first, then of its neighbours. Others count little: each of the encodings has them at other places. */
const COMMON = new Map([...'éèàêç'].map((letter) => [letter, 6]))
for (const letter of 'âîôûëïùœöäüáíóúñß') COMMON.set(letter, 3)
const ODD = -6
/** Signs that stand beside letters. */
const BESIDE_LETTERS = new Set('’‘«»“”…–—•·°ºª\u00a0€')

const isSmall = (byte = 0): boolean => byte >= 0x61 && byte <= 0x7a
const isCapital = (byte = 0): boolean => byte >= 0x41 && byte <= 0x5a

/** How well `letter` fits between the bytes at `at`. */
function fit(letter: string, bytes: Uint8Array, at: number): number {
  if (!/\p{L}/u.test(letter)) return BESIDE_LETTERS.has(letter) ? 0 : ODD
  const isAllCapitals = isCapital(bytes[at - 1]) && (isCapital(bytes[at - 2]) || isCapital(bytes[at + 1]))
  const isUpper = letter === letter.toUpperCase() && letter !== 'ß'
  if (isUpper) return isSmall(bytes[at - 1]) ? ODD : (COMMON.get(letter.toLowerCase()) ?? 0) / 3
  return isAllCapitals ? ODD : (COMMON.get(letter) ?? 1)
}

/** Only bytes beside ASCII letters say something. A text that fits several is read in the first of them. */
export function narrowEncodingOf(bytes: Uint8Array): NarrowEncoding {
  const sums = NARROW_ENCODINGS.map(() => 0)
  bytes.forEach((byte, at) => {
    const [before, after] = [bytes[at - 1], bytes[at + 1]]
    if (byte < 0x80 || !(isSmall(before) || isCapital(before) || isSmall(after) || isCapital(after))) return
    NARROW_ENCODINGS.forEach((encoding, place) => {
      sums[place] = (sums[place] ?? 0) + fit(CHARACTERS[encoding][byte - 0x80] ?? '', bytes, at)
    })
  })
  return NARROW_ENCODINGS[sums.indexOf(Math.max(...sums))] ?? 'windows-1252'
}

/** Reads as a `TextDecoder` does. */
export function cp850Decoder(): Pick<InstanceType<typeof TextDecoder>, 'decode'> {
  return {
    decode: (bytes?: Uint8Array) => {
      const text = Buffer.from(bytes ?? []).toString('latin1')
      return text.replace(/[\x80-\xff]/g, (one) => CP850[one.charCodeAt(0) - 0x80] ?? one)
    },
  }
}
