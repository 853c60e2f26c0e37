import { execFileSync } from 'node:child_process'
import { constants, mkdtempSync, rmSync } from 'node:fs'
import { open, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { headsIn, openAnchor } from './anchor.ts'

it('a file that never answers keeps neither who asks, nor the threads with which others ask', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'relance-anchor-'))
  // Nobody writes into it: to open it is to wait.
  const path = join(folder, 'heads.log')
  execFileSync('mkfifo', [path])
  const anchor = openAnchor(path, 50)
  try {
    for (let time = 0; time < 5; time++) await expect(anchor.latest()).rejects.toMatchObject({ code: 'no_answer' })
    await expect(anchor.write('1:a', '')).rejects.toMatchObject({ code: 'no_answer' })
    expect(await readFile(__filename, 'utf8')).toContain('others ask')
  } finally {
    await (await open(path, constants.O_RDWR | constants.O_NONBLOCK)).close()
    rmSync(folder, { recursive: true })
  }
})

it('a line that a full disk has torn does not make a false head of the next one', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'relance-anchor-'))
  const path = join(folder, 'heads.log')
  const [torn, next] = [`5:${'a'.repeat(60)}`, `6:${'b'.repeat(64)}`]
  await writeFile(path, `2026-11-30T10:00:00.000Z ${torn}`)
  try {
    await openAnchor(path).write(next, '2026-11-30T11:00:00.000Z')
    expect(headsIn(await readFile(path, 'utf8'))).toEqual([next])
  } finally {
    rmSync(folder, { recursive: true })
  }
})
