/** Preloaded by the commands that need the locked dependencies, and nothing built. */
import { install } from './prepare.mjs'

install()
