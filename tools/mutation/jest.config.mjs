import { fileURLToPath } from 'node:url'
import base from '../../jest.config.mjs'

/** The unit tests beside the pure code and nothing else: no database, no browser, one seed for all properties. */
export default {
  rootDir: fileURLToPath(new URL('../..', import.meta.url)),
  testEnvironment: 'node',
  testEnvironmentOptions: base.testEnvironmentOptions,
  roots: ['<rootDir>/libs/relance/src'],
  testMatch: ['**/src/decide/**/*.test.ts', '**/src/inbox/**/*.pure.test.ts'],
  modulePathIgnorePatterns: base.modulePathIgnorePatterns,
  transform: base.transform,
  transformIgnorePatterns: base.transformIgnorePatterns,
  setupFiles: ['<rootDir>/tools/mutation/seed.mjs'],
}
