/** The text of docs/codes.md: every code that an answer, a log or an alert may hold, made from the registries and their English words. */
import { REASONS, type VerdictReason } from '@relance/relance/core'
import { alertPattern } from '../alerts/alert-words.ts'
import { LASTING_ALERTS, PASSING_ALERTS } from '../alerts/alerts.ts'
import { PROBLEMS } from '../http/problem.ts'
import { DOCTOR_CODES } from '../settings/doctor.ts'
import { connectionPatterns } from './connection-words.ts'
import { doctorPattern } from './doctor-words.ts'
import { en } from './en.ts'
import { reasonsEn } from './reasons-en.ts'

const EFFECTS = {
  end: 'ends',
  wait: 'waits until an instant',
  wait_for_event: 'waits until the rule, the lead or the text changes',
} as const

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')

/** Parts that are left out when a value is not known are shown. `|` would end a cell, and `<` begin an element. */
const shown = (text: string): string =>
  text.replaceAll(/[[\]]/g, '').replaceAll('|', String.raw`\|`).replaceAll('<', '&lt;')

const keysOf = <Group extends object>(group: Group) => Object.keys(group) as (keyof Group & string)[]

function reasonRows(): string[][] {
  return keysOf(REASONS).map((code) => [
    `\`${code}\``,
    shown(reasonsEn.verdicts[code].why),
    shown(reasonsEn.verdicts[code].remedy),
    `${EFFECTS[REASONS[code].effect]}${REASONS[code].effect === 'end' && REASONS[code].isReversible ? '; a later change lets it go on' : ''}`,
  ])
}

const isReason = (code: string): boolean => Object.hasOwn(REASONS, code)

function verdictRows(): string[][] {
  return keysOf(reasonsEn.verdicts)
    .filter((code) => code !== 'recorded' && !isReason(code))
    .map((code: VerdictReason | 'recorded') => [
      `\`${code}\``,
      shown(reasonsEn.verdicts[code].why),
      shown(reasonsEn.verdicts[code].remedy),
    ])
}

export function codesPage(): string {
  return `# Codes

Generated from the registries of codes and their English words by \`npm run generate\`: edit those. \`{name}\` stands for what the sentence knows.
A code never changes its meaning; its words may change.

## Why a lead is not followed up

The reason of a run, a dry run, "Why?" and \`explain\`. The last column says what becomes of the enrolment. Source: \`libs/relance/src/ground/reasons.ts\`.

${table(['code', 'what it means', 'what to do', 'the enrolment'], reasonRows())}

"Why?" knows these besides:

${table(['code', 'what it means', 'what to do'], verdictRows())}

## Why a date has moved

${table(
  ['code', 'what it means'],
  keysOf(reasonsEn.shifts).map((code) => [`\`${code}\``, shown(reasonsEn.shifts[code])]),
)}

## Alerts

A lasting alert has an end, which is sent as well. [Alerts](alerts.md) says how they are sent.

${table(
  ['kind', 'when it begins', 'when it ends'],
  [...LASTING_ALERTS, ...PASSING_ALERTS].map((kind) => {
    const { opened, closed } = alertPattern('en', kind)
    return [`\`${kind}\``, shown(opened), closed === null ? 'sent once' : shown(closed)]
  }),
)}

## What doctor finds

\`npm run relance -- doctor\`, and in the panel under *Settings*, *State of the installation*.

${table(
  ['code', 'what it means, and what to do'],
  DOCTOR_CODES.map((code) => [`\`${code}\``, shown(doctorPattern('en', code))]),
)}

## What the test of the WhatsApp connection finds

\`npm run relance -- whatsapp check\`, and in the panel under *WhatsApp*, *Test the connection*.

${table(
  ['code', 'what it means, and what to do'],
  Object.entries(connectionPatterns('en')).map(([code, words]) => [`\`${code}\``, shown(words)]),
)}

## Problems

\`code\` of an answer of \`application/problem+json\`. Source: \`libs/contract/src/http/problem.ts\`.

${table(
  ['code', 'status', 'title', 'detail'],
  keysOf(PROBLEMS).map((code) => [
    `\`${code}\``,
    String(PROBLEMS[code]),
    shown(en.problems[code].title),
    shown(en.problems[code].detail),
  ]),
)}

## Refused fields

\`code\` of an entry in \`errors\`.

${table(
  ['code', 'what it means'],
  keysOf(en.refusals).map((code) => [`\`${code}\``, shown(en.refusals[code])]),
)}
`
}
