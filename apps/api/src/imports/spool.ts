/** Keeps the body of a request in a file of its own while it is read: some of what it holds decides how the rest is read. */
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { Transform, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { MAX_IMPORT_BYTES } from '@relance/contract'
import type { FileSource } from '@relance/leads/files'
import { Busboy } from '@fastify/busboy'
import type { Request } from 'express'
import { Refused } from '../http/refused.ts'
import { folderPrefix, isLeft, isUpload, ownerOf, thisProcess } from './spool-owner.ts'
import { DAY } from '@relance/relance/core'

const MAX_FIELDS = 20
/** Places of all columns, or all answers. */
const MAX_FIELD = 2_000_000
/** Fields that may come as files, as `curl -F answers=@answers.json` sends them. */
const FIELD_FILES = new Set(['answers', 'mapping'])
const LONGEST_NAME = 200
/** No import takes as long. */
const LONGEST_MS = DAY
/** Of a form around the file. */
const MAX_FORM = MAX_IMPORT_BYTES + 2 * MAX_FIELD

const SELF = thisProcess(hostname())

/** The fields of a form; none when the body is the file itself. */
type Fields = Readonly<Record<string, string>>

/** Nobody but this process can read the file, and it is gone when `work` has ended. */
export async function withSpooledBody<Result>(
  request: Request,
  work: (file: FileSource, fields: Fields) => Promise<Result>,
): Promise<Result> {
  // Said before the file is sent: who is in the middle of it hears no answer.
  if (Number(request.headers['content-length'] ?? 0) > MAX_FORM) throw fileTooLarge()
  const folder = await mkdtemp(join(tmpdir(), folderPrefix(SELF)))
  try {
    const path = join(folder, 'body')
    const target = () => createWriteStream(path, { mode: 0o600 })
    const fields = request.is('multipart/form-data') ? await readForm(request, target) : {}
    if (!request.is('multipart/form-data')) await pipeline(request, limit(MAX_IMPORT_BYTES), target())
    return await work({ path, open: () => createReadStream(path) }, fields)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** What a process that was killed in the middle of an import has left. */
export async function dropOldSpools(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!isUpload(name)) continue
    const owner = ownerOf(name)
    const folder = join(tmpdir(), name)
    const found = await stat(folder).catch(() => null)
    // The clock of this host, as its files have it.
    const isOld = found !== null && found.mtimeMs < Date.now() - LONGEST_MS
    if (isOld || (owner && isLeft(owner, SELF, isAlive))) await rm(folder, { recursive: true, force: true })
  }
}

/** A process of somebody else refuses the signal, and is there. */
function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

const fileTooLarge = (): Refused => new Refused('file_too_large', { params: { limit: MAX_IMPORT_BYTES / 1_000_000 } })

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
    const saving = pipeline(file, limit(MAX_IMPORT_BYTES), target())
    saving.catch((error: unknown) => form.destroy(error as Error))
    saved.push(saving)
  })
  form.on('field', (name, value, isNameCut, isValueCut) => {
    if (isNameCut || isValueCut)
      form.destroy(new Refused('body_too_large', { params: { limit: MAX_FIELD / 1_000_000 } }))
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
    if (length > MAX_FIELD) throw new Refused('body_too_large', { params: { limit: MAX_FIELD / 1_000_000 } })
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString()
}

function limit(most: number): Transform {
  let length = 0
  return new Transform({
    transform(chunk: Uint8Array, _, done) {
      length += chunk.length
      if (length > most) done(fileTooLarge())
      else done(null, chunk)
    },
  })
}
