/** Keeps the body of a request in a file of its own while it is read: some of what it holds decides how the rest is read. */
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { FileSource } from '@relance/leads/files'
import type { Request } from 'express'
import { Refused } from '../http/refused.ts'

const MAX_BYTES = 1_000_000_000

/** Nobody but this process can read the file, and it is gone when `work` has ended. */
export async function withSpooledBody<Result>(
  request: Request,
  work: (file: FileSource) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'relance-import-'))
  try {
    const path = join(folder, 'body')
    await pipeline(request, limit(MAX_BYTES), createWriteStream(path, { mode: 0o600 }))
    return await work({ path, open: () => createReadStream(path) })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function limit(most: number): Transform {
  let length = 0
  return new Transform({
    transform(chunk: Uint8Array, _, done) {
      length += chunk.length
      if (length > most) done(new Refused('body_too_large', { params: { limit: '1 Go' } }))
      else done(null, chunk)
    },
  })
}
