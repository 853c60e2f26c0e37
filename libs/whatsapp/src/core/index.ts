/** What other packages may know of WhatsApp without a network. */
export {
  CONNECTION_CHECKS,
  CONNECTION_CODES,
  type ConnectionCheck,
  type ConnectionCode,
  type ConnectionFinding,
} from './connection.ts'
export { ERROR_CODES, reactionToFailure } from './errors.ts'
export { cleanValue, TEXT_MAX } from './message-body.ts'
export { readTemplate } from './read-template.ts'
export { readWebhook } from './read-webhook.ts'
export {
  type ApprovedParameter,
  BODY_MAX,
  checkMapping,
  checkValues,
  type CloudTemplate,
  MAPPING_REFUSALS,
  type MappingFault,
  type MappingRefusal,
  type TemplateMapping,
  templateText,
} from './template.ts'
