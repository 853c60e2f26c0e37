/** Checks every statement of the sources against a migrated database. */
import pg from 'pg'
import { differencesOf } from './compare.mjs'
import { describe, readCatalog } from './describe.mjs'
import { findStatements } from './statements.mjs'

/**
 * `{ checked, findings, unreadable }`: how many texts were checked, what is wrong and at which place, and which statements only
 * a running program can write.
 */
export async function checkRows({ url, ...where }) {
  const { checker, statements, unreadable } = findStatements(where)
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const catalog = await readCatalog(client)
    const findings = new Map()
    const find = (at, what) => findings.set(`${at} ${what}`, { at, what })
    let checked = 0
    for (const { at, texts, row, node } of statements) {
      for (const text of texts) {
        checked++
        const { fields, error } = await describe(client, text)
        if (error) find(at, error.message)
        else if (row) for (const what of differencesOf(fields, row, { checker, node, catalog, text })) find(at, what)
      }
    }
    return { checked, findings: [...findings.values()], unreadable }
  } finally {
    await client.end()
  }
}
