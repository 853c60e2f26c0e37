import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { dropOldSpools } from './spool.ts'
import { folderPrefix, isLeft, type Owner, ownerOf, thisProcess } from './spool-owner.ts'

const SELF: Owner = { host: 'server_1', pid: 40, run: 'aa11' }
const alive =
  (...pids: number[]) =>
  (pid: number) =>
    pids.includes(pid)

it('a folder names its process', () => {
  const self = thisProcess('relance-7f.example')
  expect(ownerOf(`${folderPrefix(self)}Xy12-3`)).toEqual(self)
  expect(ownerOf('relance-import-12')).toBeNull()
})

it.each<[string, Owner, boolean]>([
  ['this process', SELF, false],
  ['a process that is there', { ...SELF, pid: 41 }, false],
  ['a process that is gone', { ...SELF, pid: 42 }, true],
  ['the process before this one, with its number', { ...SELF, run: 'bb22' }, true],
  ['a process of another machine', { ...SELF, host: 'server_2', pid: 42 }, false],
])('of %s: left behind is %s', (_, owner, left) => expect(isLeft(owner, SELF, alive(40, 41))).toBe(left))

it('what a killed process has left goes, and what another one is reading stays', async () => {
  const self = thisProcess(hostname())
  const gone = spawnSync(process.execPath, ['-e', '0']).pid
  const folders = [gone, process.ppid].map((pid) => mkdtempSync(join(tmpdir(), folderPrefix({ ...self, pid }))))
  await dropOldSpools()
  expect(folders.map((folder) => existsSync(folder))).toEqual([false, true])
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})
