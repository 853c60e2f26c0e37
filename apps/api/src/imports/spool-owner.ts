/** Whose a folder of an upload is, by its name: what a process has left can be told from what another one is reading. */
import { randomBytes } from 'node:crypto'

const PREFIX = 'relance-upload-'

export interface Owner {
  /** The machine or the container: another one's processes cannot be looked for. */
  host: string
  pid: number
  /** Of one run of a process: in a container the next one has the same number. */
  run: string
}

export const thisProcess = (hostName: string): Owner => ({
  host: hostName.replace(/[^A-Za-z0-9.]/g, '_').slice(0, 64),
  pid: process.pid,
  run: randomBytes(4).toString('hex'),
})

export const folderPrefix = ({ host, pid, run }: Owner): string => `${PREFIX}${host}-${pid}-${run}-`

export const isUpload = (folder: string): boolean => folder.startsWith(PREFIX)

/** Null: it does not say. */
export function ownerOf(folder: string): Owner | null {
  const [, host, pid, run] = /^relance-upload-([A-Za-z0-9._]+)-(\d+)-([0-9a-f]+)-/.exec(folder) ?? []
  return host && pid && run ? { host, pid: Number(pid), run } : null
}

/** Its process is gone for certain. */
export function isLeft(owner: Owner, self: Owner, isAlive: (pid: number) => boolean): boolean {
  if (owner.host !== self.host) return false
  return owner.pid === self.pid ? owner.run !== self.run : !isAlive(owner.pid)
}
