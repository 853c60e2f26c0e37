/** Prints the description of the API, without a database: `npm run generate` keeps it in docs/openapi.json. */
import 'reflect-metadata'
import { NestFactory } from '@nestjs/core'
import { AppModule } from './app.module.ts'
import { readConfig } from './environment/config.ts'
import { describeApi } from './http/open-api.ts'

const read = readConfig({ CRON_SECRET: 'of-no-use-for-a-description', APP_ROLE: 'web' })
if (!read.ok) throw new Error(read.problems.join('\n'))
const app = await NestFactory.create(AppModule.for(read.config), { preview: true, logger: ['error'] })
process.stdout.write(`${JSON.stringify(describeApi(app))}\n`, () => process.exit(0))
