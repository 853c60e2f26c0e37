import { execFileSync } from 'node:child_process'
import { constants, mkdtempSync, rmSync } from 'node:fs'
import { open, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openAnchor } from './anchor.ts'

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
