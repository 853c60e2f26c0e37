/** Preloaded by `npm run serve` and `npm run relance`: reads `.env`, when it is there. What the environment says already wins. */
import { existsSync } from 'node:fs'

if (existsSync('.env')) process.loadEnvFile('.env')
