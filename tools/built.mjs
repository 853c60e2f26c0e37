/** Preloaded by `npm run serve` and `npm run relance`, which only run what is built. */
import { existsSync } from 'node:fs'

if (!existsSync(process.argv[1] ?? '')) {
  console.error('Relance is not built yet. Run `npm run build` first; the first time takes a few minutes.')
  process.exit(1)
}
