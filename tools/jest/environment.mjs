/** Node's environment. Keeps V8's compiled code across the test files of a worker: jest compiles some 2,000 files for each of them. */
import { createRequire } from 'node:module'
import { TestEnvironment } from 'jest-environment-node'

// Replaced on the CommonJS object, which jest reads at each call: an import would be a copy.
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
