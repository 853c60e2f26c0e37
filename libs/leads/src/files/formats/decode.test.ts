import { readFileSync, readdirSync } from 'node:fs'
import { decode, encodingOf } from './decode.ts'
import { NARROW_ENCODINGS } from './narrow-encodings.ts'

/** `stream`: in one piece, Node 20 reads Latin-1. */
const upperHalf = (encoding: string): string =>
  new TextDecoder(encoding).decode(
    Uint8Array.from({ length: 128 }, (_, at) => 128 + at),
    { stream: true },
  )

const CHARACTERS: Record<string, string> = {
  'windows-1252': upperHalf('windows-1252'),
  macintosh: upperHalf('macintosh'),
  // Of the code page as Unicode lists it.
  cp850:
    'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0',
}

/** Null where the encoding has no such letter. */
function encoded(text: string, encoding: string): Uint8Array | null {
  const bytes = [...text].map((letter) => {
    if (letter < '\u0080') return letter.charCodeAt(0)
    const at = CHARACTERS[encoding]?.indexOf(letter) ?? -1
    return at < 0 ? -1 : 128 + at
  })
  return bytes.includes(-1) ? null : Uint8Array.from(bytes)
}

async function decoded(bytes: Uint8Array, piece = bytes.length): Promise<string> {
  const pieces = async function* () {
    for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece)
  }
  let text = ''
  for await (const part of decode(pieces())) text += part
  return text
}

const TEXTS = [
  'Prénom;Nom;Société\nZoé;Lefèvre;Café de la Gare\n',
  'Téléphone;Prénom\n0639980012;Noël\n0639980013;Françoise\n',
  'Société\nThéâtre du Châtelet\nHôtel de la Forêt\nL’Île où naît Benoît\n',
  'NOM;PRÉNOM\nDELAÎTRE;HÉLÈNE\nLEFÈVRE;ANDRÉ\n',
  'Étape;Créé le\nDéjà rappelé;02/03/2026\nÀ rappeler;03/03/2026\n',
  'Vorname;Straße\nJürgen;Königstraße 5\nGünther;Bäckerweg\n',
  'Nombre;Teléfono\nBegoña;600 000 000\nMartín;611 111 111\nÍñigo;622 222 222\n',
  'Prénom\nLoïc\nGaëlle\n',
]

describe.each(NARROW_ENCODINGS)('%s', (encoding) => {
  it.each(TEXTS)('reads %j', async (text) => {
    const bytes = encoded(text, encoding)
    // DOS has no such quote.
    if (bytes === null) return expect(encoding).toBe('cp850')
    expect(encodingOf(bytes)).toBe(encoding)
    expect(await decoded(bytes)).toBe(text)
  })

  it('reads every sample of a known source', async () => {
    const folder = new URL('../samples/', import.meta.url)
    for (const name of readdirSync(folder)) {
      const text = new TextDecoder().decode(readFileSync(new URL(name, folder)))
      const bytes = encoded(text, encoding)
      if (bytes?.some((byte) => byte > 127)) expect([name, await decoded(bytes, 1_000)]).toEqual([name, text])
    }
  })
})

it('reads a sign of Windows-1252 that is among the last letters of a file', async () => {
  expect(await decoded(Uint8Array.from([0x35, 0x80]))).toBe('5€')
})
