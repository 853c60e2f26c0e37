/** What NestJS and TypeORM know of the engine's tables. */
import { DryRunRow } from './dry-run.entity.ts'
import { Enrolment, EnrolmentChange, LeadPacing } from './enrolment.entity.ts'
import { Frequency } from './frequency.entity.ts'
import { RateCard } from './rate-card.entity.ts'
import { Relance } from './relance.entity.ts'
import { Rule, RuleMatching, Version } from './rule.entity.ts'
import { Run } from './run.entity.ts'
import { Holiday, Schedule, Settings } from './settings.entity.ts'
import { Template } from './template.entity.ts'

export {
  DryRunRow,
  Enrolment,
  EnrolmentChange,
  Frequency,
  Holiday,
  LeadPacing,
  RateCard,
  Relance,
  Rule,
  RuleMatching,
  Run,
  Schedule,
  Settings,
  Template,
  Version,
}
export const relanceEntities = [
  DryRunRow,
  Enrolment,
  EnrolmentChange,
  Frequency,
  Holiday,
  LeadPacing,
  RateCard,
  Relance,
  Rule,
  RuleMatching,
  Run,
  Schedule,
  Settings,
  Template,
  Version,
]
