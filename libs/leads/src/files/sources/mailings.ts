/** Mailing tools. Whether somebody wants their mails stands in them; what a status means there is not what it means to a salesperson. */
import type { SourceDescription } from './source.ts'

export const brevo: SourceDescription = {
  id: 'brevo',
  name: 'Brevo',
  signs: [
    ['email', 'addedtime', 'modifiedtime'],
    ['contactid', 'email', 'addedtime'],
    ['idcontact', 'email', 'addedtime'],
    ['email', 'sms', 'whatsapp', 'extid'],
  ],
  columns: {
    contactid: 'externalId',
    idcontact: 'externalId',
    sms: 'phone',
    whatsapp: 'phone',
    landlinenumber: 'phone',
    contacttimezone: 'timeZone',
    addedtime: 'createdAt',
    modifiedtime: null,
    blocklistedemail: 'optedOut',
    blocklistedsms: 'optedOut',
    doubleoptin: null,
    optin: null,
  },
}

export const mailchimp: SourceDescription = {
  id: 'mailchimp',
  name: 'Mailchimp',
  signs: [
    ['memberrating', 'optintime'],
    ['emailaddress', 'leid', 'euid'],
    ['adressedemessagerie', 'leid', 'euid'],
    ['unsubtime', 'unsubreason'],
  ],
  columns: {
    emailaddress: 'email',
    adressedemessagerie: 'email',
    optintime: 'createdAt',
    unsubtime: 'optedOut',
    unsubreason: null,
    unsubreasonother: null,
    unsubcampaignid: null,
    unsubcampaigntitle: null,
    memberrating: null,
    optinip: null,
    confirmtime: null,
    confirmip: null,
    gmtoff: null,
    dstoff: null,
    cc: 'country',
    lastchanged: null,
    leid: null,
    euid: 'externalId',
  },
}

export const activeCampaign: SourceDescription = {
  id: 'activecampaign',
  name: 'ActiveCampaign',
  signs: [
    ['contactid', 'datecreated', 'ipaddress'],
    ['contactid', 'datesubscribed'],
    ['emailaddress', 'subscribed', 'datesubscribed'],
    ['idducontact', 'adresseip'],
  ],
  columns: {
    contactid: 'externalId',
    idducontact: 'externalId',
    account: 'company',
    status: 'optedOut',
    statut: 'optedOut',
    datecreated: 'createdAt',
    datesubscribed: null,
    lastupdated: null,
    ipaddress: null,
    adresseip: null,
  },
}
