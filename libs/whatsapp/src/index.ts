/** WhatsApp: the link a person opens, and the Business Cloud API that sends by itself. */
export { type CloudSenderOptions, createCloudSender } from './cloud-sender.ts'
export { type Connection, type NeededTemplate, testConnection } from './connection.ts'
export * from './core/index.ts'
export { listNumbers, NUMBER_QUALITIES, type NumberList, type NumberQuality } from './numbers.ts'
export type { Cloud } from './request.ts'
export { listTemplates, type TemplateList } from './templates.ts'
export { waLink } from './wa-link.ts'
export { verifySignature } from './webhook.ts'
