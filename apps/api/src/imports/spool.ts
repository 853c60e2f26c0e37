/** Keeps the body of a request in a file of its own while it is read: some of what it holds decides how the rest is read. */
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Transform, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { FileSource } from '@relance/leads/files'
import { Busboy } from '@fastify/busboy'
import type { Request } from 'express'
import { Refused } from '../http/refused.ts'
import { DAY } from '@relance/relance/core'

const MAX_BYTES = 1_000_000_000
const MAX_FIELDS = 20
/** Places of all columns, or all answers. */
const MAX_FIELD = 2_000_000
/** Fields that may come as files, as `curl -F answers=@answers.json` sends them. */
const FIELD_FILES = new Set(['answers', 'mapping'])
const LONGEST_NAME = 200
const PREFIX = 'relance-upload-'
/** No import takes as long. */
const LONGEST_MS = DAY

/** The fields of a form; none when the body is the file itself. */
type Fields = Readonly<Record<string, string>>

/** Nobody but this process can read the file, and it is gone when `work` has ended. */
export async function withSpooledBody<Result>(
  request: Request,
  work: (file: FileSource, fields: Fields) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), PREFIX))
  try {
    const path = join(folder, 'body')
    const target = () => createWriteStream(path, { mode: 0o600 })
    const fields = request.is('multipart/form-data') ? await readForm(request, target) : {}
    if (!request.is('multipart/form-data')) await pipeline(request, limit(MAX_BYTES), target())
    return await work({ path, open: () => createReadStream(path) }, fields)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** What a process that was killed in the middle of an import has left. */
export async function dropOldSpools(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(PREFIX)) continue
    const folder = join(tmpdir(), name)
    const found = await stat(folder).catch(() => null)
    // The clock of this host, as its files have it.
    if (found && found.mtimeMs < Date.now() - LONGEST_MS) await rm(folder, { recursive: true, force: true })
  }
}

/** One file and a few fields. */
async function readForm(request: Request, target: () => Writable): Promise<Fields> {
  const fields: Record<string, string> = Object.create(null)
  const saved: Promise<void>[] = []
  const read: Promise<void>[] = []
  const form = new Busboy({
    headers: { 'content-type': '', ...request.headers },
    limits: { files: 1 + FIELD_FILES.size, fields: MAX_FIELDS, fieldSize: MAX_FIELD },
  })
  form.on('file', (name, file, fileName) => {
    if (FIELD_FILES.has(name)) {
      const reading = readText(file).then((value) => void (fields[name] = value))
      reading.catch((error: unknown) => form.destroy(error as Error))
      read.push(reading)
      return
    }
    if (saved.length > 0) return void file.resume()
    fields.fileName ??= fileName.slice(0, LONGEST_NAME)
    const saving = pipeline(file, limit(MAX_BYTES), target())
    saving.catch((error: unknown) => form.destroy(error as Error))
    saved.push(saving)
  })
  form.on('field', (name, value, isNameCut, isValueCut) => {
    if (isNameCut || isValueCut) form.destroy(new Refused('body_too_large', { params: { limit: '2 Mo' } }))
    else fields[name] = value
  })
  await pipeline(request, form)
  await Promise.all([...saved, ...read])
  if (saved.length === 0) throw new Refused('body_missing')
  return fields
}

async function readText(file: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of file) {
    length += chunk.length
    if (length > MAX_FIELD) throw new Refused('body_too_large', { params: { limit: '2 Mo' } })
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString()
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
