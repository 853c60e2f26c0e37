/** XML as it arrives. The only importer of saxen. */
import { Parser } from 'saxen'
import { ArchiveRefused } from './zip.ts'

interface Handlers {
  /** Names come without their namespace. */
  open?(name: string, attributes: () => Record<string, string>): void
  text?(text: string): void
  close?(name: string): void
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1)

/** The parser keeps a tag or text until it ends, and looks through it again with each piece. No cell holds as much. */
const LONGEST_TOKEN = 1_000_000

/** Yields after each piece, when its handlers have been called. */
export async function* parseXml(pieces: AsyncIterable<string>, handlers: Handlers): AsyncGenerator<void> {
  let failure: Error | null = null
  let waiting = 0
  const met = <Arguments extends unknown[]>(handle: (...given: Arguments) => void) => {
    return (...given: Arguments): void => {
      waiting = 0
      handle(...given)
    }
  }
  const parser = new Parser()
    .on(
      'openTag',
      met((name, attributes) => handlers.open?.(local(name), attributes)),
    )
    .on(
      'text',
      met((text, decode) => handlers.text?.(decode(text))),
    )
    .on(
      'cdata',
      met((text) => handlers.text?.(text)),
    )
    .on(
      'closeTag',
      met((name) => handlers.close?.(local(name))),
    )
    .on('error', (error) => {
      failure = error
    })
  for await (const piece of pieces) {
    waiting += piece.length
    parser.write(piece)
    if (failure) throw new ArchiveRefused('unreadable')
    if (waiting > LONGEST_TOKEN) throw new ArchiveRefused('too_large')
    yield
  }
  parser.end()
  if (failure) throw new ArchiveRefused('unreadable')
}

export async function readXml(pieces: AsyncIterable<string>, handlers: Handlers): Promise<void> {
  for await (const _ of parseXml(pieces, handlers)) continue
}
