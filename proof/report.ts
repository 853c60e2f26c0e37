/** Writes docs/proof.md from the results of all runs. */
import { writeFileSync } from 'node:fs'
import { ANCHORS, type Anchor } from './anchors.ts'
import type { PartResult } from './parts.ts'
import { type KeptRun, readResults } from './results.ts'
import { AFTER, BEFORE } from './words.ts'

/** The same fault of several runs. */
interface Sum {
  name: string
  title: string
  rounds: number
  violations: string[]
  recoveryMs: number[]
  tookMs: number
  skipped: string | null
  notes: string[]
}

/** Returns the exit code. */
export function writeReport(file: string): number {
  const runs = readResults()
  const sums = sumUp(runs)
  const rounds = sums.reduce((sum, one) => sum + one.rounds, 0)
  const violations = sums.reduce((sum, one) => sum + one.violations.length, 0)
  const parts = [
    '# The proof',
    BEFORE,
    '## What was found',
    `${whole(rounds)} rounds, ${violations === 0 ? 'no violation' : `${whole(violations)} violations`}. ${confidence(rounds, violations)}`,
    table(['fault', 'rounds', 'violations', 'recovery: median', 'p99', 'longest', 'time for a round'], sums.map(rowOf)),
    ...noteLines(sums),
    ...violationLines(sums),
    '## R01 to R22',
    table(
      ['case', 'what', 'proven by', ''],
      ANCHORS.map((anchor) => anchorRow(anchor, sums)),
    ),
    '## Runs',
    table(['date', 'commit', 'seed', 'rounds', 'violations', 'machine'], runs.map(runRow)),
    AFTER,
  ]
  writeFileSync(file, `${parts.join('\n\n')}\n`)
  console.log(`› Report: ${file}`)
  return 0
}

function sumUp(runs: readonly KeptRun[]): Sum[] {
  const sums = new Map<string, Sum>()
  for (const { commit, results } of runs) {
    for (const result of results) sums.set(result.name, added(sums.get(result.name), result, commit))
  }
  return [...sums.values()]
}

function added(sum: Sum | undefined, result: PartResult, commit: string): Sum {
  const { name, title } = result
  return {
    name,
    title,
    rounds: (sum?.rounds ?? 0) + result.rounds,
    violations: [
      ...(sum?.violations ?? []),
      ...result.violations.map(({ round, what }) => `${name}, round ${round} at ${commit}: ${what}`),
    ],
    recoveryMs: [...(sum?.recoveryMs ?? []), ...result.recoveryMs],
    tookMs: (sum?.tookMs ?? 0) + result.tookMs,
    skipped: result.skipped,
    // Figures of one run say nothing of another.
    notes: result.notes.length > 0 ? result.notes : (sum?.notes ?? []),
  }
}

/** No failure in n rounds bounds the rate of failures at 3/n with 95 % confidence. */
function confidence(rounds: number, violations: number): string {
  if (violations > 0 || rounds === 0) return ''
  return `With 95 % confidence fewer than one round in ${whole(Math.floor(rounds / 3))} would break a guarantee.`
}

function rowOf({ title, name, rounds, violations, recoveryMs, tookMs, skipped }: Sum): string[] {
  const times = [...recoveryMs].sort((one, other) => one - other)
  const at = (share: number): string => seconds(times[Math.min(times.length - 1, Math.floor(times.length * share))])
  const left = skipped && rounds === 0 ? `skipped: ${skipped}` : whole(rounds)
  return [
    `\`${name}\`: ${title}`,
    left,
    whole(violations.length),
    at(0.5),
    at(0.99),
    seconds(times.at(-1)),
    rounds === 0 ? '' : seconds(tookMs / rounds),
  ]
}

function noteLines(sums: readonly Sum[]): string[] {
  const notes = sums.flatMap(({ name, notes: own }) => own.map((note) => `- \`${name}\`: ${note}`))
  return notes.length === 0 ? [] : [notes.join('\n')]
}

const MOST_LISTED = 60

function violationLines(sums: readonly Sum[]): string[] {
  const lines = sums.flatMap(({ violations }) =>
    violations.map((what) => `- ${what.replaceAll('\n', ' ').slice(0, 260)}`),
  )
  if (lines.length === 0) return []
  const more = lines.length > MOST_LISTED ? [`- … and ${lines.length - MOST_LISTED} more`] : []
  return ['### Violations', [...lines.slice(0, MOST_LISTED), ...more].join('\n')]
}

function anchorRow({ id, what, faults, tests, open }: Anchor, sums: readonly Sum[]): string[] {
  const played = sums.filter(({ name, rounds }) => faults.includes(name) && rounds > 0)
  const rounds = played.reduce((sum, one) => sum + one.rounds, 0)
  const violations = played.reduce((sum, one) => sum + one.violations.length, 0)
  const by = [
    ...played.map((one) => `${whole(one.rounds)} rounds of \`${one.name}\``),
    ...tests.map((file) => `\`${file}\``),
  ]
  return [id, what, by.join(', ') || 'nothing', `${verdict(rounds, violations, tests)}${open ? `; ${open}` : ''}`]
}

function verdict(rounds: number, violations: number, tests: readonly string[]): string {
  if (violations > 0) return `**not proven**: ${whole(violations)} violations`
  if (rounds > 0) return `proven in ${whole(rounds)} rounds`
  return tests.length > 0 ? 'proven by tests, in no rounds' : '**not proven**'
}

function runRow({ at, commit, isChanged, seed, results, machine }: KeptRun): string[] {
  const rounds = results.reduce((sum, one) => sum + one.rounds, 0)
  const violations = results.reduce((sum, one) => sum + one.violations.length, 0)
  const day = at.slice(0, 16).replace('T', ' ')
  return [day, `${commit}${isChanged ? ' (changed)' : ''}`, String(seed), whole(rounds), whole(violations), machine]
}

const whole = (number: number): string => number.toLocaleString('en-US')

function seconds(ms: number | undefined): string {
  if (ms === undefined) return ''
  return ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(1)} s`
}

function table(head: readonly string[], rows: readonly string[][]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}
