/** `relance doctor`: what stands in the way of a sound installation, one line each, with the way to mend it. */
import { readConfig } from '@relance/api/environment'
import { examine, findingsOf } from '@relance/api/operations'
import { type DoctorLevel, doctorWords } from '@relance/contract'
import type { Db } from '@relance/relance'

const MARKS: Readonly<Record<DoctorLevel, string>> = { good: '✓', bad: '✗', open: '–' }

/** The lines to print. `isSound`: nothing is to be mended; what is not set up may be meant so. */
export async function callDoctor(
  db: Db,
  url: string,
  environment: Record<string, string | undefined>,
): Promise<{ lines: string[]; isSound: boolean }> {
  const read = readConfig(environment)
  const findings = findingsOf(
    await examine(db, url, read.ok ? { config: read.config } : { config: null, problems: read.problems }),
  )
  const lines = findings.map((finding) => {
    const { title, text } = doctorWords('en', finding)
    return `${MARKS[finding.level]} ${title}: ${text}`
  })
  return { lines, isSound: findings.every(({ level }) => level !== 'bad') }
}
