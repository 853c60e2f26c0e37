/** Answers that are the same for everybody, made once: a request costs no more than sending them. */
import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { RequestHandler } from 'express'

interface Prepared {
  plain: Buffer
  gzipped: Buffer
  tag: string
}

/** `make` is called by the first request; all that come meanwhile wait for the same answer. */
export function prepared(type: string, make: () => string | Buffer | Promise<Buffer>): RequestHandler {
  let made: Promise<Prepared> | null = null
  return async (request, response, next) => {
    try {
      made ??= prepare(make)
      const { plain, gzipped, tag } = await made
      const isGzipped = request.acceptsEncodings('gzip') === 'gzip'
      // One tag per form, since a strong tag stands for bytes.
      response.set({
        'Cache-Control': 'no-cache',
        ETag: `"${tag}${isGzipped ? '-gzip' : ''}"`,
        Vary: 'Accept-Encoding',
      })
      if (request.fresh) return void response.status(304).end()
      if (isGzipped) response.set('Content-Encoding', 'gzip')
      response.type(type).send(isGzipped ? gzipped : plain)
    } catch (error) {
      made = null
      next(error)
    }
  }
}

async function prepare(make: () => string | Buffer | Promise<Buffer>): Promise<Prepared> {
  const plain = Buffer.from(await make())
  const tag = createHash('sha256').update(plain).digest('base64url').slice(0, 22)
  return { plain, gzipped: await promisify(gzip)(plain), tag }
}
