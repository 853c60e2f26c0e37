/** Sending by a channel: the queue and its pace, attempts and their answers, what comes back later, money. */
export { answerLead } from './answers/answer-lead.ts'
export { answerableUntil, answerRefusal } from './answers/answer.pure.ts'
export { ANSWER_STATE, readAnswers, readAnswerFacts, type StoredAnswer } from './answers/answers.sql.ts'
export {
  followTemplates,
  type ListedTemplate,
  templatesWantedAt,
  writeTemplates,
} from './approvals/follow-templates.sql.ts'
export { pauseRule, resumeRule } from './attempts/effects.sql.ts'
export { loseStaleSends } from './attempts/record-receipts.ts'
export { loadRates } from './money/rates.sql.ts'
export { loadSending, type Sending } from './plan/load-sending.sql.ts'
export { createDelivery, type Delivery, type SendingHost } from './queue/deliver.ts'
export { applyEvents } from './receive/receive.ts'
export {
  dropOldEvents,
  keepReadersOut,
  releaseMatched,
  storeEvents,
  storeUnreadable,
} from './receive/store-events.sql.ts'
export {
  attachEvent,
  readUnplaced,
  setAside,
  takeBack,
  type Unplaced,
  UNPLACED_ROWS,
  unplacedOf,
  type UnplacedRow,
} from './receive/unplaced.sql.ts'
export { listUnsettled } from './unsettled/list-unsettled.sql.ts'
export { handOver, settleSend, type Settled } from './unsettled/settle-sends.ts'
