/**
 * Node's environment. Jest compiles some 2,000 files again for every test file; what a worker has compiled for one, V8 need not parse
 * for the next.
 */
import { createRequire } from 'node:module'
import { TestEnvironment } from 'jest-environment-node'

// Replaced for jest, which asks for it at each call; an import of it is a copy.
const vm = createRequire(import.meta.url)('node:vm')
const compile = vm.compileFunction

/** By file; a text that differs is compiled anew. */
const compiled = new Map()

vm.compileFunction = (source, parameters, options) => {
  const known = compiled.get(options?.filename)
  if (known?.source === source) {
    const made = compile(source, parameters, { ...options, cachedData: known.data })
    if (!made.cachedDataRejected) return made
  }
  const made = compile(source, parameters, { ...options, produceCachedData: true })
  if (options?.filename && made.cachedDataProduced) compiled.set(options.filename, { source, data: made.cachedData })
  return made
}

export default TestEnvironment
