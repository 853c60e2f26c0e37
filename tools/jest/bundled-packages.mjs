/**
 * Jest loads every module again for every test file, and an application of NestJS has 2,000 modules of others: bundled once, with
 * what they import, they load in a third of the time. Written once per lock file into node_modules/.cache.
 */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Not among them: what reads files beside itself, and what tests replace a method of (pg). */
export const BUNDLED = [
  '@nestjs/common',
  '@nestjs/core',
  '@nestjs/passport',
  '@nestjs/platform-express',
  '@nestjs/schedule',
  '@nestjs/serve-static',
  '@nestjs/swagger',
  '@nestjs/typeorm',
  'croner',
  'date-holidays',
  'express',
  'express-static-gzip',
  'fast-check',
  'helmet',
  'libphonenumber-js/max',
  'liquidjs',
  'luxon',
  'nodemailer',
  'passport',
  'prom-client',
  'rxjs',
  'supertest',
  'typeorm',
  'zod',
]
const OTHERS = [/^node:/, ...builtinModules, /^pg($|\/)/, /^@node-rs\//, 'reflect-metadata', 'swagger-ui-dist']

const key = createHash('sha256')
  .update(readFileSync(`${root}package-lock.json`))
  .update(readFileSync(fileURLToPath(import.meta.url)))
  .digest('hex')
  .slice(0, 16)
const folder = `${root}node_modules/.cache/relance-jest/${key}`

/** For `moduleNameMapper` of jest. */
export const bundledPackages = { [`^(${BUNDLED.join('|')})$`]: `${folder}/$1.js` }

export async function bundlePackages() {
  if (existsSync(folder)) return
  const { rolldown } = await import('rolldown')
  const bundle = await rolldown({
    input: Object.fromEntries(BUNDLED.map((name) => [name, name])),
    cwd: root,
    external: OTHERS,
    platform: 'node',
    tsconfig: false,
    logLevel: 'silent',
  })
  const draft = `${folder}.${process.pid}`
  await bundle.write({ dir: draft, format: 'cjs', keepNames: true, minify: { compress: false, mangle: false } })
  await bundle.close()
  try {
    renameSync(draft, folder)
  } catch (error) {
    // Another run has written it in the meantime.
    rmSync(draft, { recursive: true })
    if (!existsSync(folder)) throw error
  }
}
