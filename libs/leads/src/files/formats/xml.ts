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

/** Yields after each piece, when its handlers have been called. */
export async function* parseXml(pieces: AsyncIterable<string>, handlers: Handlers): AsyncGenerator<void> {
  let failure: Error | null = null
  const parser = new Parser()
    .on('openTag', (name, attributes) => handlers.open?.(local(name), attributes))
    .on('text', (text, decode) => handlers.text?.(decode(text)))
    .on('cdata', (text) => handlers.text?.(text))
    .on('closeTag', (name) => handlers.close?.(local(name)))
    .on('error', (error) => {
      failure = error
    })
  for await (const piece of pieces) {
    parser.write(piece)
    if (failure) throw new ArchiveRefused(false)
    yield
  }
  parser.end()
  if (failure) throw new ArchiveRefused(false)
}

export async function readXml(pieces: AsyncIterable<string>, handlers: Handlers): Promise<void> {
  for await (const _ of parseXml(pieces, handlers)) continue
}
