/** Preloaded by commands that work with all that is built. */
import { prepare } from './prepare.mjs'

prepare()
