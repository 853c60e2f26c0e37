/** A real Chromium: the system's, else Debian's package when this is root, else Playwright's own download. */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { UNPACKED_SHELL } from './headless-shell.mjs'

/** The shell without a window comes first: the same engine, with a third less work in the tests. */
const KNOWN = [
  '/usr/bin/chromium-headless-shell',
  UNPACKED_SHELL,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
]
const installed = () => [process.env.CHROMIUM_PATH ?? '', ...KNOWN].filter((path) => path !== '' && existsSync(path))

/** Minutes: a package with all it needs is some 100 MB. */
const INSTALL_MS = 4 * 60_000
const run = (program, ...parts) => execFileSync(program, parts, { stdio: 'ignore', timeout: INSTALL_MS })

/** As the one who may install packages. */
const fromDebian = (name) => () => {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return []
  run('apt-get', 'update', '-qq')
  run('apt-get', 'install', '-y', '-qq', '--no-install-recommends', name)
  return installed()
}

/** Each way is tried when the one before has failed: no network, no such package, not root. */
const WAYS = [
  installed,
  fromDebian('chromium-headless-shell'),
  fromDebian('chromium'),
  () => {
    run(
      process.execPath,
      fileURLToPath(new URL('../node_modules/playwright-core/cli.js', import.meta.url)),
      'install',
      'chromium',
    )
    return [chromium.executablePath()]
  },
]

/** Whether one is here, or could be had. Gets one where there is none: minutes, the first time. */
export const hasChromium = () => WAYS.some((way) => pathsOf(way).length > 0)

/**
 * @param {import('playwright-core').LaunchOptions} options
 * @throws where there is none, or none starts.
 */
export async function launchChromium({ args = [], ...options } = {}) {
  for (const way of WAYS) {
    for (const executablePath of pathsOf(way)) {
      const browser = await chromium
        .launch({ ...options, executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage', ...args] })
        .catch(() => null)
      if (browser) return browser
    }
  }
  throw new Error('No Chromium starts here. Install one, or set CHROMIUM_PATH to its program.')
}

function pathsOf(way) {
  try {
    return way()
  } catch {
    return []
  }
}
