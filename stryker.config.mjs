/** Mutation tests of the pure folders: `npm run mutate`, or `npm run mutate -- --mutate FILE` for one file. */
export default {
  testRunner: 'jest',
  jest: { projectType: 'custom', configFile: 'tools/mutation/jest.config.mjs' },
  mutate: ['libs/relance/src/decide/**/*.ts', 'libs/relance/src/inbox/**/*.pure.ts', '!**/*.test.ts', '!**/test/**'],
  // Only what the unit tests read is copied; packages are found through node_modules.
  ignorePatterns: [
    '**',
    '!libs/relance/**',
    '!tools/{jest,mutation}/**',
    '!jest.config.mjs',
    '!package{,-lock}.json',
    '!tsconfig*.json',
    'libs/relance/dist',
  ],
  coverageAnalysis: 'perTest',
  concurrency: 1,
  incremental: true,
  incrementalFile: '.stryker/incremental.json',
  tempDirName: '.stryker/sandbox',
  reporters: ['clear-text', 'json', 'html'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  jsonReporter: { fileName: '.stryker/report.json' },
  htmlReporter: { fileName: '.stryker/report.html' },
  thresholds: { high: 95, low: 85, break: 85 },
}
