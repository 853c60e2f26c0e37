import { createHash } from 'node:crypto'

/** Of a random token or code, which nobody can guess: a fast hash will do to keep it. */
export const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest()
