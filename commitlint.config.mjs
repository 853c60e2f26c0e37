/** Commit subjects: Conventional Commits, at most 72 characters, imperative. Bodies are free text. */
const NOT_IMPERATIVE =
  /^(?!(?:bring|embed|exceed|feed|need|proceed|seed|shed|speed|spring|string)\b)[a-z]+(?:ed|ing|[^s]s)\b/

export default {
  extends: ['@commitlint/config-conventional'],
  plugins: [
    {
      rules: {
        'subject-imperative': ({ subject }) => [
          !NOT_IMPERATIVE.test(subject ?? ''),
          'the subject begins with a verb in the imperative: "add", not "added", "adding" or "adds"',
        ],
      },
    },
  ],
  rules: {
    'header-max-length': [2, 'always', 72],
    'subject-imperative': [2, 'always'],
    'body-max-line-length': [0],
    'footer-max-line-length': [0],
  },
}
