import { bundledPackages } from './tools/jest/bundled-packages.mjs'

/** Tests that take minutes run only in `npm run test:full`. */
const isFull = process.env.RELANCE_TESTS === 'full'

/**
 * Tests run in CommonJS mode on the TypeScript sources: NestJS 12 is ESM-only, so its packages are transformed too.
 * PostgreSQL is started once for all files by the global set-up; every test file clones its own database.
 */
const typescript = {
  module: { type: 'commonjs' },
  jsc: {
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
    target: 'es2022',
    keepClassNames: true,
  },
}

export default {
  testEnvironment: '<rootDir>/tools/jest/environment.mjs',
  testEnvironmentOptions: { customExportConditions: ['@relance/source', 'node', 'node-addons', 'require', 'default'] },
  roots: [
    '<rootDir>/apps/admin/src',
    '<rootDir>/apps/api',
    '<rootDir>/apps/cli',
    '<rootDir>/apps/demo',
    '<rootDir>/apps/whatsapp-sandbox',
    '<rootDir>/libs',
    '<rootDir>/proof',
    '<rootDir>/tools',
  ],
  testMatch: ['**/*.test.ts', '**/*.test.mjs'],
  testPathIgnorePatterns: ['/node_modules/', ...(isFull ? [] : [String.raw`\.night\.test\.m?[jt]s$`])],
  modulePathIgnorePatterns: ['/dist/', '/.data/'],
  // GitHub's own packages offer nothing but ES modules.
  moduleNameMapper: {
    ...bundledPackages,
    '^@actions/(workflow-parser|expressions)$': '<rootDir>/node_modules/@actions/$1/dist/index.js',
    '^@actions/(workflow-parser|expressions)/(.*)$': '<rootDir>/node_modules/@actions/$1/dist/$2.js',
  },
  transform: {
    '^.+\\.ts$': ['@swc/jest', typescript],
    '^.+\\.m?js$': ['@swc/jest', { module: { type: 'commonjs' }, jsc: { target: 'es2022' } }],
  },
  transformIgnorePatterns: [
    '/node_modules/(?!(@actions|@nestjs|@opentelemetry/otlp-exporter-base|file-type|strtok3|token-types|uint8array-extras|@tokenizer|@borewit|saxen)/)',
  ],
  globalSetup: '<rootDir>/tools/jest/global-setup.mjs',
  globalTeardown: '<rootDir>/tools/jest/global-teardown.mjs',
  reporters: ['default', '<rootDir>/tools/jest/skipped-tests.mjs'],
  testTimeout: 60_000,
  maxWorkers: 2,
  testSequencer: '<rootDir>/tools/jest/longest-first.mjs',
}
