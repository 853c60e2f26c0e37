/** Passes bytes on and counts what they are: in the text that COPY writes, a line is a row. */
import { createHash } from 'node:crypto'
import { Transform } from 'node:stream'
import type { Contents } from './contents.ts'

const LINE_END = 10

export interface Counting {
  stream: Transform
  /** Once the stream has ended. */
  counted(): Contents[string]
}

export function createCounting(): Counting {
  const hash = createHash('sha256')
  let rows = 0
  const stream = new Transform({
    transform(chunk: Buffer, _, done) {
      hash.update(chunk)
      for (let at = chunk.indexOf(LINE_END); at >= 0; at = chunk.indexOf(LINE_END, at + 1)) rows += 1
      done(null, chunk)
    },
  })
  return { stream, counted: () => ({ rows, sha256: hash.digest('hex') }) }
}
