/** The sources whose exports are known. */
import { calendly, systemeIo, typeform } from './forms.ts'
import { googleContacts, outlook } from './contacts.ts'
import { hubspot, odoo, salesforce, zoho } from './crms.ts'
import { activeCampaign, brevo, mailchimp } from './mailings.ts'
import { metaLeadAds } from './meta.ts'
import { nocrm, pipedrive } from './pipelines.ts'
import { recogniseAmong, type SourceDescription } from './source.ts'

export type { SourceDescription } from './source.ts'

/** The more particular come first. */
export const SOURCES: readonly SourceDescription[] = [
  metaLeadAds,
  calendly,
  hubspot,
  pipedrive,
  salesforce,
  nocrm,
  brevo,
  mailchimp,
  activeCampaign,
  zoho,
  googleContacts,
  typeform,
  systemeIo,
  odoo,
  outlook,
]

export const recogniseSource = (header: readonly string[]): SourceDescription | null => recogniseAmong(SOURCES, header)
