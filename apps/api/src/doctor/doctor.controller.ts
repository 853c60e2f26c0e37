import { type DoctorReport, doctorReport, doctorWords, languageOf } from '@relance/contract'
import type { Db } from '@relance/relance'
import { Controller, Get, Headers, Inject } from '@nestjs/common'
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
import type { Config } from '../environment/config.ts'
import { CONFIG, DB } from '../environment/tokens.ts'
import { examine } from './examine.ts'
import { findingsOf } from './findings.ts'

@ApiTags('settings')
@ApiBearerAuth('api')
@Controller('api/doctor')
export class DoctorController {
  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'What stands in the way of a sound installation, with the way to mend it',
    description:
      'As `relance doctor` says it: database, audit log, clock, backup, scans, alerts, address, WhatsApp. It only reads.',
  })
  @ApiOkResponse({ standardSchema: doctorReport })
  async look(@Headers('accept-language') accepted?: string): Promise<DoctorReport> {
    const language = languageOf(accepted)
    const findings = findingsOf(await examine(this.db, this.config.DATABASE_URL ?? '', { config: this.config }))
    return { findings: findings.map((finding) => ({ ...finding, ...doctorWords(language, finding) })) }
  }
}
