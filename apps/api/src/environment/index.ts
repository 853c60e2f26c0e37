/** What the environment of a process may say, for every host. */
export { type Config, readConfig, readWhatsAppConfig, type WhatsAppConfig } from './config.ts'
