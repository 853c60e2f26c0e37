/** What every host of the trigger shares: who may call, what is asked, what is answered. Web standards and the engine alone. */
export { blockOf } from './address-block.ts'
export {
  addressLimit,
  bearerLimit,
  countAttempts,
  countedOnly,
  forgetAttempts,
  giveAttemptBack,
  growingLimit,
  type Limit,
  takeAttempt,
} from './attempts.ts'
export { type Caller, callerOf, TOKEN_PREFIX } from './caller-of.ts'
export { dropOldRows, EVENTS_KEPT_SECONDS, SESSION_MS } from './nightly/old-rows.ts'
export { dropUndoValues, UNDOABLE_MS } from './nightly/undo-values.ts'
export { problemOfTrouble, retryAfter } from './database-problems.ts'
export { DEFAULT_BUDGET_SECONDS, runOnRequest, type RunAnswer } from './run-on-request.ts'
export { cronSecrets, secret, secrets } from './secret-rules.ts'
export { isOneOfSecrets, sha256 } from './secrets.ts'
export { type FunctionHost, openTrigger, type PoolMaker } from './open-trigger.ts'
export { answerTrigger, type TriggerHost } from './answer-trigger.ts'
