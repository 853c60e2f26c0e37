/** Subjects of commits: what the workflow refuses. */
import { spawnSync } from 'node:child_process'
import { root } from './prepare.mjs'

const lint = (subject) =>
  spawnSync(process.execPath, ['node_modules/@commitlint/cli/cli.js', '--quiet'], { cwd: root, input: subject }).status

it.each([
  ['fix(engine): keep the turn of a lead', 0],
  ['feat: feed the inbox from two queues', 0],
  ['keep the turn of a lead', 1],
  ['fix(engine): skipped the turn of a lead', 1],
  ['fix(engine): keeps the turn of a lead', 1],
  ['fix(engine): keeping the turn of a lead', 1],
  [`fix(engine): ${'keep '.repeat(13)}it`, 1],
])('%s', (subject, status) => {
  expect(lint(subject)).toBe(status)
})
