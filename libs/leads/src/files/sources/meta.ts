/** Meta Lead Ads: UTF-16 with tabs, fixed technical headings, the form's own questions between them. */
import type { SourceDescription } from './source.ts'

export const metaLeadAds: SourceDescription = {
  id: 'meta',
  name: 'Meta Lead Ads',
  signs: [
    ['createdtime', 'formid'],
    ['createdtime', 'campaignid'],
    ['createdtime', 'adid'],
  ],
  columns: {
    id: 'externalId',
    createdtime: 'submittedAt',
    phonenumber: 'phone',
    numerodetelephone: 'phone',
    workphonenumber: 'phone',
    whatsappnumber: 'phone',
    fullname: 'fullName',
    nomcomplet: 'fullName',
    companyname: 'company',
    platform: 'source',
    adid: null,
    adsetid: null,
    campaignid: null,
    formid: null,
    isorganic: null,
    leadstatus: 'status',
    inboxurl: null,
  },
  statuses: { created: 'new', complete: 'new' },
}
