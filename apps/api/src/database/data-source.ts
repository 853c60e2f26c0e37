/** TypeORM's view of the database: entities for the resources people edit, and the reviewed migrations. */
import { leadsEntities } from '@relance/leads/nest'
import { relanceEntities } from '@relance/relance/nest'
import pg from 'pg'
import { DataSource, type DataSourceOptions } from 'typeorm'
import { AuditEvent, AuditSeal } from '../audit/audit-event.entity.ts'
import { Absence } from '../auth/absence.entity.ts'
import { ApiToken } from '../auth/api-token.entity.ts'
import { User } from '../auth/user.entity.ts'
import { LeadImport } from '../imports/import.entity.ts'
import { OptOut } from '../personal-data/opt-out.entity.ts'
import { MIGRATIONS } from './migration-list.ts'

type PostgresOptions = Extract<DataSourceOptions, { type: 'postgres' }>

const APP_ROLE = 'relance_app'

function dataSourceOptions(url: string): PostgresOptions {
  return {
    type: 'postgres',
    url,
    entities: [
      Absence,
      ApiToken,
      AuditEvent,
      AuditSeal,
      LeadImport,
      OptOut,
      User,
      ...leadsEntities,
      ...relanceEntities,
    ],
    migrations: MIGRATIONS,
    migrationsTableName: 'migrations',
    synchronize: false,
    logging: false,
    poolSize: 10,
    connectTimeoutMS: 10_000,
    applicationName: 'relance',
  }
}

export const createDataSource = (url: string): DataSource => new DataSource(dataSourceOptions(url))

/**
 * The server's own connections: under the role that owns nothing, where the database has it and grants it. A pooler that
 * refuses start-up options, or a user that may not take the role, leaves the connection as it is.
 */
export async function serverOptions(url: string): Promise<PostgresOptions> {
  const options = dataSourceOptions(url)
  const extra = { options: `-c role=${APP_ROLE}` }
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000, ...extra })
  try {
    await client.connect()
    return { ...options, extra }
  } catch {
    return options
  } finally {
    await client.end().catch(() => undefined)
  }
}
