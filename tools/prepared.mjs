/** `npm run build`: installs and builds everything. Preloaded by the commands that need all of it. */
import { prepare } from './prepare.mjs'

prepare()
