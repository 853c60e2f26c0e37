/** Frequencies. Deleting archives: relances keep the version they used. */
import { frequency, frequencyCreate, frequencyList, type FrequencyUpdate, frequencyUpdate } from '@relance/contract'
import { Frequency } from '@relance/relance/nest'
import { type Db, settleChanges } from '@relance/relance'
import { Controller, Inject } from '@nestjs/common'
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger'
import { DataSource } from 'typeorm'
import { DB } from '../environment/tokens.ts'
import { versionedRoutes } from '../versions/versioned-routes.ts'

/** Seconds a save may take to plan again what waits. */
const SETTLE_SECONDS = 2

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
  constructor(
    source: DataSource,
    @Inject(DB) private readonly db: Db,
  ) {
    super(source)
  }

  /** What waits is planned again at once; of many leads, the scheduler goes on with the rest. */
  override afterUpdate(): Promise<void> {
    return settleChanges({ db: this.db }, SETTLE_SECONDS)
  }
}
