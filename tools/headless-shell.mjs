/**
 * Beside a full Chromium: Debian's shell without a window, which draws the same pages with a third less work. The browser tests use it
 * when it is there in time; where it cannot be had (no network, another system) they use what is installed.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { folderOf, unpackDebian } from './unpack-debian.mjs'

const NAME = 'chromium-headless-shell'
export const UNPACKED_SHELL = join(folderOf(NAME), 'usr/lib/chromium', NAME)
const FULL = ['/usr/bin/chromium', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable']

const isWanted =
  !process.env.CHROMIUM_PATH &&
  existsSync('/usr/bin/apt-get') &&
  !existsSync(`/usr/bin/${NAME}`) &&
  FULL.some((path) => existsSync(path))

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href && isWanted) {
  try {
    unpackDebian(NAME)
  } catch {
    // Slower, not less.
  }
}
