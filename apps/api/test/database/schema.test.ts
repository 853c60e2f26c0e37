import { readFileSync } from 'node:fs'
import { createTestDatabase, describeSchema } from '@relance/testing'
import { DataSource, type DataSourceOptions } from 'typeorm'
import { createDataSource } from '../../src/database/data-source.ts'
import { ENTITIES } from '../../src/entities.ts'

it('every entity is a table of the migrations: its columns, their types and whether they may be empty', async () => {
  const test = await createTestDatabase()
  const source = await new DataSource({
    ...createDataSource(test.url).options,
    entities: ENTITIES,
  } as DataSourceOptions).initialize()
  try {
    const columns = await test.db.query<{ at: string; type: string; nullable: boolean }>(
      `select table_name || '.' || column_name as at, case data_type when 'ARRAY' then ltrim(udt_name, '_') || '[]' else udt_name end as type,
              is_nullable = 'YES' as nullable from information_schema.columns where table_schema = 'public'`,
    )
    const known = new Map(columns.map(({ at, ...column }) => [at, column]))
    const names: Record<string, string> = {
      int: 'int4',
      smallint: 'int2',
      bigint: 'int8',
      boolean: 'bool',
      char: 'bpchar',
    }
    for (const { tableName, columns: mapped } of source.entityMetadatas) {
      for (const column of mapped) {
        const type = `${names[String(column.type)] ?? String(column.type)}${column.isArray ? '[]' : ''}`
        const at = `${tableName}.${column.databaseName}`
        expect({ at, ...known.get(at) }).toEqual({ at, type, nullable: column.isNullable })
      }
    }
    expect(source.entityMetadatas.length).toBeGreaterThan(12)
  } finally {
    await source.destroy()
    await test.drop()
  }
})

it('docs/schema.sql is the schema that the migrations make', async () => {
  const test = await createTestDatabase()
  try {
    const committed = readFileSync(`${process.cwd()}/docs/schema.sql`, 'utf8')
    expect((await describeSchema(test.db)).split('\n')).toEqual(committed.split('\n'))
  } finally {
    await test.drop()
  }
})
