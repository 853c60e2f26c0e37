/** Writes `.env.example` from the configuration schema: `node tools/environment-example.mjs > .env.example`. */
import { environmentExample } from '../apps/api/dist/environment/environment-example.js'

process.stdout.write(environmentExample())
