/** The workflow that ships, and its step run as GitHub runs it. */
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'

export const name = 'whatsapp-relance.yml'
export const content = readFileSync(join(__dirname, '../../../../.github/workflows', name), 'utf8')
export const workflow = z
  .strictObject({
    name: z.string(),
    on: z.strictObject({
      schedule: z.array(z.strictObject({ cron: z.string() })).length(1),
      workflow_dispatch: z.null(),
    }),
    permissions: z.strictObject({}),
    concurrency: z.strictObject({ group: z.string(), 'cancel-in-progress': z.literal(false) }),
    jobs: z.strictObject({
      relance: z.strictObject({
        'runs-on': z.literal('ubuntu-latest'),
        'timeout-minutes': z.int().max(15),
        steps: z
          .array(z.strictObject({ name: z.string(), env: z.record(z.string(), z.string()), run: z.string() }))
          .length(1),
      }),
    }),
  })
  .parse(parse(content))

export const [step] = workflow.jobs.relance.steps

/** Runs the step as GitHub does: bash, with its environment. */
export const runStep = (environment: Record<string, string>) =>
  new Promise<{ code: number; output: string }>((resolve) => {
    const options = { env: { PATH: process.env.PATH ?? '', RETRY_DELAY: '0', ...environment } }
    execFile(
      'bash',
      ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step?.run ?? ''],
      options,
      (error, stdout, stderr) => resolve({ code: error ? Number(error.code) : 0, output: stdout + stderr }),
    )
  })
