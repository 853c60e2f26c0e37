import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Stands in for apt-get and dpkg on a machine that has one of the packages already. */
const APT = `#!/bin/sh
case "$1" in
  install) echo "Inst libneeded (1.0)" ;;
  download) shift; for name in "$@"; do [ "$name" = -qq ] || touch "$name.deb"; done ;;
esac`
const DPKG = '#!/bin/sh\ntouch "$3/$(basename "$2" .deb)"'

it('the packages asked for are unpacked even where the machine has them', () => {
  const folder = mkdtempSync(join(tmpdir(), 'relance-unpack-'))
  try {
    writeFileSync(join(folder, 'apt-get'), APT, { mode: 0o755 })
    writeFileSync(join(folder, 'dpkg'), DPKG, { mode: 0o755 })
    const program = `import { unpackDebian } from '${join(__dirname, 'unpack-debian.mjs')}'
      import { readdirSync } from 'node:fs'
      console.log(readdirSync(unpackDebian('there-already', 'not-there')).sort().join())`
    const env = { ...process.env, PATH: `${folder}:${process.env.PATH}`, TMPDIR: folder }
    const names = execFileSync(process.execPath, ['--input-type=module', '-e', program], { env, encoding: 'utf8' })
    expect(names.trim()).toBe('libneeded,not-there,there-already')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
