/** Correctness rules; layout is the formatter's, who may import whom is in boundaries.config.mjs. */
import tseslint from 'typescript-eslint'

const functionLimit = ['error', { max: 40, skipBlankLines: true, skipComments: true }]
const fileLimit = (max) => ['error', { max, skipBlankLines: true, skipComments: true }]

/** Hid an invalid API document for months: say the real type, or convert. */
const dates = [
  {
    selector: "NewExpression[callee.property.name='DateTimeFormat'][arguments.0.name='locale']",
    message: 'instantFormat (@relance/contract/instants) writes « 1er » in French.',
  },
]

const casts = [
  {
    selector: 'TSAsExpression[typeAnnotation.type="TSNeverKeyword"]',
    message: 'A cast to never hides every mistake: name the real type, or convert the value.',
  },
]

/** A channel comes to the engine through its port, never by its name. The closer's inbox is part of the engine. */
const channelNames = [
  {
    selector: 'Literal[value="whatsapp"]',
    message: 'The engine knows no channel by name: ask the `Channel` it was given, or `isInbox`.',
  },
  {
    selector: "TemplateElement[value.raw=/'whatsapp'/]",
    message: 'The engine knows no channel by name: pass `channel.key` as a parameter.',
  },
  {
    selector: "TemplateElement[value.raw=/channel (=|<>|when) 'closer'/]",
    message: 'Write `INBOX`, or `isOpenItem` of what is open there.',
  },
]

/** A second list of the open states is one that nobody finds who adds a state. */
const openStates = [
  {
    selector: "TemplateElement[value.raw=/'due', 'opened', 'snoozed'/]",
    message: 'The open states are written once: `OPEN_STATES`, `PENDING_STATES` or `isOpenItem` of ground/columns.ts.',
  },
]

/** Decisions are pure functions of data and a clock. */
const pure = [
  {
    selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
    message: 'The present is an argument: pass `now`.',
  },
  {
    selector: 'CallExpression[callee.object.name="Date"][callee.property.name="now"]',
    message: 'The present is an argument: pass `now`.',
  },
  {
    selector: 'CallExpression[callee.object.name="Math"][callee.property.name="random"]',
    message: 'Chance is an argument: pass a seed.',
  },
  {
    selector: 'MemberExpression[object.name=/^(performance|crypto)$/]',
    message: 'Time and chance are arguments: pass `now` or a seed.',
  },
  { selector: ':function[async=true]', message: 'The core is synchronous: do this in the shell.' },
  { selector: 'ThrowStatement', message: 'A refusal is a returned value with a code.' },
]

export default tseslint.config(
  {
    ignores: [
      '**/dist/**',
      '**/dist-types/**',
      '**/node_modules/**',
      '.nx/**',
      '.data/**',
      '.stryker/**',
      'apps/admin/vite.config.ts',
    ],
  },
  {
    files: ['apps/**/*.ts', 'apps/**/*.tsx', 'libs/**/*.ts', 'proof/**/*.ts'],
    extends: [tseslint.configs.recommended],
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      'no-restricted-syntax': ['error', ...casts, ...openStates],
      eqeqeq: ['error', 'always'],
      'no-console': 'error',
      'max-lines': fileLimit(300),
    },
  },
  { files: ['apps/{api,cli,demo}/src/main.ts', 'proof/*.ts'], rules: { 'no-console': 'off' } },
  {
    files: ['apps/admin/src/**/*.ts', 'apps/admin/src/**/*.tsx'],
    ignores: [
      'apps/admin/src/i18n/use-words.ts',
      'apps/admin/src/reading/List.tsx',
      'apps/admin/src/reading/Record.tsx',
    ],
    rules: {
      'no-restricted-syntax': ['error', ...casts, ...dates],
      'no-restricted-imports': [
        'error',
        {
          name: 'react-admin',
          importNames: ['useTranslate'],
          message: 'useWords (i18n/use-words.ts) refuses a key that has no words.',
        },
        {
          name: 'react-admin',
          importNames: ['List', 'InfiniteList', 'Edit', 'Show'],
          message:
            'reading/List.tsx and reading/Record.tsx say what could not be read, and never that there is nothing.',
        },
      ],
    },
  },
  { files: ['apps/admin/src/providers/i18n-provider.ts'], rules: { 'no-console': 'off' } },
  {
    files: [
      'libs/relance/src/decide/**/*.ts',
      '{apps,libs}/*/src/**/*.pure.ts',
      'libs/leads/src/{phone,import/row,files/sources}/**/*.ts',
      'libs/leads/src/{core,lead-field,lead-values,import/state}.ts',
    ],
    ignores: ['**/*.test.ts', '**/test/**'],
    rules: {
      'no-restricted-syntax': ['error', ...casts, ...pure],
      'max-lines-per-function': functionLimit,
      'max-lines': fileLimit(200),
    },
  },
  {
    files: ['libs/relance/src/**/*.ts'],
    ignores: [
      '**/*.test.ts',
      '**/test/**',
      'libs/relance/src/ground/channels.ts',
      'libs/relance/src/decide/**',
      '**/*.pure.ts',
    ],
    rules: { 'no-restricted-syntax': ['error', ...casts, ...openStates, ...channelNames] },
  },
  {
    files: [
      'libs/relance/src/decide/**/*.ts',
      'libs/relance/src/**/*.pure.ts',
      'libs/relance/src/ground/{contacts,lead-facts,lead-fields,reasons,relance-states,messages,send-reasons,cost,setting,settings,time}.ts',
    ],
    ignores: ['**/*.test.ts', '**/test/**'],
    rules: { 'no-restricted-syntax': ['error', ...casts, ...pure, ...openStates, ...channelNames] },
  },
  {
    files: ['libs/{sending,whatsapp}/src/**/*.ts'],
    ignores: ['**/*.test.ts', '**/test/**'],
    rules: {
      'no-restricted-globals': [
        'error',
        { name: 'fetch', message: 'The network is an argument: the host passes its own.' },
      ],
    },
  },
  {
    // Dependency injection reads the classes of constructor parameters at run time.
    files: ['apps/api/src/**/*.ts', 'libs/*/src/nest/**/*.ts'],
    rules: { '@typescript-eslint/consistent-type-imports': 'off' },
  },
  {
    // Tests and the proof say for themselves what they expect; migrations keep what was meant when they were written.
    files: ['{apps,libs}/*/src/**/*.test.ts', '**/test/**', 'proof/**', 'apps/api/src/database/migrations/**'],
    ignores: ['apps/admin/**'],
    rules: { 'no-restricted-syntax': ['error', ...casts] },
  },
  { files: ['**/*.test.ts'], rules: { 'max-lines': 'off' } },
)
