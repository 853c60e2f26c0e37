/** Frequencies. Deleting archives: relances keep the version they used. */
import { frequency, frequencyCreate, frequencyList, type FrequencyUpdate, frequencyUpdate } from '@relance/contract'
import { Frequency } from '@relance/relance/nest'
import { Controller } from '@nestjs/common'
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger'
import { DataSource } from 'typeorm'
import { versionedRoutes } from '../versions/versioned-routes.ts'

@ApiTags('frequencies')
@ApiBearerAuth('api')
@Controller('api/frequencies')
export class FrequenciesController extends versionedRoutes<Frequency, FrequencyUpdate>({
  entity: Frequency,
  resource: 'frequencies',
  shapes: { row: frequency, list: frequencyList, create: frequencyCreate, update: frequencyUpdate },
  searched: ['row.name'],
  defaultSort: ['name', 'ASC'],
  inUse: 'exists (select from rules where active and frequency_id = x.id)',
}) {
  constructor(source: DataSource) {
    super(source)
  }
}
