/** The configured connection to the Cloud API; null while WhatsApp is not set up. */
import type { Sender } from '@relance/relance'
import { type Cloud, createCloudSender } from '@relance/whatsapp'
import { tracedFetch, tracedSender } from '../tracing/traced.ts'
import type { WhatsAppConfig } from '../environment/config.ts'

export interface Account {
  cloud: Cloud
  numberIds: readonly string[]
  hasMarketingApi: boolean
  businessAccountId: string | undefined
  appSecret: string
  verifyToken: string
}

export function accountOf(config: WhatsAppConfig): Account | null {
  const { WHATSAPP_TOKEN: token, WHATSAPP_PHONE_NUMBER_ID: numberIds } = config
  const { WHATSAPP_APP_SECRET: appSecret, WHATSAPP_VERIFY_TOKEN: verifyToken } = config
  if (!token || !numberIds || !appSecret || !verifyToken) return null
  return {
    cloud: {
      url: config.WHATSAPP_API_URL,
      version: config.WHATSAPP_API_VERSION,
      token,
      fetch: tracedFetch,
      timeoutMs: config.WHATSAPP_TIMEOUT_SECONDS * 1_000,
    },
    numberIds,
    hasMarketingApi: config.WHATSAPP_MARKETING_API === 'true',
    businessAccountId: config.WHATSAPP_BUSINESS_ACCOUNT_ID,
    appSecret,
    verifyToken,
  }
}

export function sendersOf({ cloud, numberIds, hasMarketingApi }: Account): Map<string, Sender> {
  return new Map(
    numberIds.map((phoneNumberId) => [
      phoneNumberId,
      tracedSender(createCloudSender({ ...cloud, phoneNumberId, hasMarketingApi })),
    ]),
  )
}

/** Whether messages go elsewhere than to WhatsApp itself. */
export const isSandbox = (config: WhatsAppConfig): boolean =>
  accountOf(config) !== null && new URL(config.WHATSAPP_API_URL).hostname !== 'graph.facebook.com'

/** What to enter at Meta; undefined while nobody said where people reach this server. */
export const webhookUrlOf = ({ PUBLIC_URL: url }: Pick<WhatsAppConfig, 'PUBLIC_URL'>): string | undefined =>
  url && `${url.replace(/\/+$/, '')}/api/whatsapp/webhook`
