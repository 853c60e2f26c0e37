/** What TypeORM sees of the tables: the resources that people edit. */
import { leadsEntities } from '@relance/leads/nest'
import { relanceEntities } from '@relance/relance/nest'
import { AuditEvent, AuditSeal } from './audit/audit-event.entity.ts'
import { LeadImport } from './imports/import.entity.ts'
import { Absence } from './people/absence.entity.ts'
import { ApiToken } from './people/api-token.entity.ts'
import { User } from './people/user.entity.ts'
import { OptOut } from './personal-data/opt-out.entity.ts'

export const ENTITIES = [
  Absence,
  ApiToken,
  AuditEvent,
  AuditSeal,
  LeadImport,
  OptOut,
  User,
  ...leadsEntities,
  ...relanceEntities,
]
