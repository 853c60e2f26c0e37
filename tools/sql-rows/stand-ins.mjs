/** What the check of rows cannot read in the source, said here by hand, each with its reason. */

import { ENROLMENT_COLUMNS, ENROLMENT_JSON, factColumns } from '../../libs/relance/dist/ground/columns.js'
import { FACTS } from '../../libs/relance/dist/ground/lead-facts.js'
import { STANDING_FACTS } from '../../libs/relance/dist/decide/standing.js'

/** Expressions that a running program compiles, as they stand in the source, and SQL of the same kind in their place. */
export const STAND_INS = {
  // The columns of a lead's facts and of an enrolment, from their registries.
  'factColumns(FACTS)': factColumns(FACTS),
  STANDING_COLUMNS: factColumns(FACTS.filter(({ name }) => STANDING_FACTS.includes(name))),
  ENROLMENT_COLUMNS,
  ENROLMENT_JSON,
  // An audience, as a condition over a lead.
  'compiled.sql': 'true',
  "[compiled.sql, ...crossing].join(' or ')": 'true',
  "audiences.join(', ')": 'true',
  "conditions.join(', ')": 'true',
  "conditions.join(' or ')": 'true',
  // The leads that crossed one instant or another.
  "branches.join(' union ')": 'select id from leads',
  // Whether a row is still needed, over the row `x`: each resource says its own.
  inUse: 'true',
  'manager.getRepository(entity).metadata.tablePath': 'rules',
  'Math.trunc(sample)': 5,
  'new Date(clock()).toISOString()': '2026-01-01T00:00:00.000Z',
}

/** Statements that are handed on as they come: what they ask is read where it is written. By file, how many. */
export const HANDED_ON = {
  'passes.ts': 1,
  // LISTEN, whose name of a channel cannot be a parameter.
  'listener.ts': 1,
  'manager-db.ts': 1,
  'pools.ts': 2,
  'now.ts': 1,
  'pool-db.ts': 1,
  'session.ts': 1,
  // Made of the names that a backup's manifest, or the catalog, gives.
  'restore-backup.ts': 5,
  // Built by TypeORM from a query of entities.
  'list.ts': 2,
  // Built from a query of the list and a select of its caller.
  'list-rows.ts': 2,
  // Built from a list of columns, which the undo tests go through.
  'act.sql.ts': 2,
  // Built from the registries of a lead's fields and of settings, which tests compare with the tables.
  'erase.ts': 1,
  'read-settings.sql.ts': 1,
  'undo-import.ts': 1,
  'whatsapp-settings.controller.ts': 2,
  'write-leads.ts': 1,
  // The demonstration's rows, one table at a time.
  'company.ts': 1,
}

/** Columns that may be null, but not in the rows that are asked for, for a reason that stands outside the statement. */
export const NEVER_NULL = [
  // A constraint of `rules`: paused exactly when there is a reason.
  ['sending-status.ts', 'pauseReason'],
  // An event is emptied only when it is applied.
  ['store-events.sql.ts', 'event'],
  ['unplaced.sql.ts', 'event'],
]
