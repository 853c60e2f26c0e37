/** Asks PostgreSQL; it reads and plans each statement once per connection, since thousands of sequences ask the same few hundred. */
import type pg from 'pg'

const names = new Map<string, string>()
/** Several statements in one text, and settings whose values are part of it, cannot be or need not be prepared. */
const IS_PREPARED = /^\s*(select|with|insert|update|delete)\b[^;]*$/i

export async function ask<Row>(client: pg.Client, sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
  const values = [...parameters]
  if (!IS_PREPARED.test(sql)) return (await client.query(sql, values)).rows as Row[]
  const name = names.get(sql) ?? `model_${names.size}`
  names.set(sql, name)
  return (await client.query({ name, text: sql, values })).rows as Row[]
}
