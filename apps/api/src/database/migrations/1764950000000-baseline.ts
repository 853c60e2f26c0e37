/** The schema as it was at commit 5042eef, one `.sql` file per area; the build copies them beside this file's output. */
import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { MigrationInterface, QueryRunner } from 'typeorm'

const FOLDER = fileURLToPath(new URL('../baseline/', import.meta.url))

export class Baseline1764950000000 implements MigrationInterface {
  name = 'Baseline1764950000000'

  /** In the order of their names: each area builds on those before it. */
  async up(runner: QueryRunner): Promise<void> {
    const files = (await readdir(FOLDER)).filter((name) => name.endsWith('.sql')).sort()
    for (const file of files) await runner.query(await readFile(`${FOLDER}${file}`, 'utf8'))
  }

  async down(): Promise<void> {
    throw new Error('Below the baseline there is nothing to go back to: restore a backup.')
  }
}
