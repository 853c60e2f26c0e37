/** What other packages may know of WhatsApp without a network. */
export {
  CONNECTION_CHECKS,
  CONNECTION_CODES,
  type ConnectionCheck,
  type ConnectionCode,
  type ConnectionFinding,
} from './connection/connection.pure.ts'
export { ERROR_CODES, reactionToFailure } from './answers/errors.pure.ts'
export { mapTemplate } from './content/mapped-template.pure.ts'
export { cleanValue, TEXT_MAX } from './content/message-body.pure.ts'
export { readTemplate } from './templates/read-template.pure.ts'
export { readWebhook } from './webhook/read-webhook.pure.ts'
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
  unfitParts,
} from './templates/template.pure.ts'
