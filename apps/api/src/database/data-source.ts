/** TypeORM's view of the database: entities for the resources people edit, and the reviewed migrations. */
import { leadsEntities } from '@relance/leads/nest'
import { relanceEntities } from '@relance/relance/nest'
import { DataSource, type DataSourceOptions } from 'typeorm'
import { User } from '../auth/user.entity.ts'
import { Foundation1764000000000 } from './migrations/1764000000000-foundation.ts'
import { Sessions1764000100000 } from './migrations/1764000100000-sessions.ts'

export function dataSourceOptions(url: string): DataSourceOptions {
  return {
    type: 'postgres',
    url,
    entities: [User, ...leadsEntities, ...relanceEntities],
    migrations: [Foundation1764000000000, Sessions1764000100000],
    migrationsTableName: 'migrations',
    synchronize: false,
    logging: false,
    poolSize: 10,
    connectTimeoutMS: 10_000,
    applicationName: 'relance',
  }
}

export const createDataSource = (url: string): DataSource => new DataSource(dataSourceOptions(url))
