/** The panel's words in English. */
import type { PanelWords } from './fr.ts'

export const en: PanelWords = {
  resources: {
    relances: {
      name: 'Relance |||| Relances',
      fields: {
        leadId: 'Lead',
        ruleId: 'Rule',
        step: 'Step',
        state: 'State',
        deliverAt: 'Deliver at',
        message: 'Message',
        channel: 'Channel',
      },
    },
    leads: {
      name: 'Lead |||| Leads',
      fields: {
        firstName: 'First name',
        lastName: 'Last name',
        phone: 'Phone',
        email: 'Email',
        company: 'Company',
        status: 'Status',
        source: 'Source',
        lastContactAt: 'Last contact',
        lastRelanceAt: 'Last relance',
        relanceCount: 'Relances',
      },
    },
    rules: {
      name: 'Rule |||| Rules',
      fields: {
        name: 'Name',
        active: 'Active',
        priority: 'Priority',
        channel: 'Channel',
        frequencyId: 'Frequency',
        templateIds: 'Messages',
        expiryDays: 'Expires after (days)',
        version: 'Version',
      },
    },
    frequencies: {
      name: 'Frequency |||| Frequencies',
      fields: { name: 'Name', version: 'Version', updatedAt: 'Changed at' },
    },
    templates: {
      name: 'Template |||| Templates',
      fields: { name: 'Name', body: 'Message', locale: 'Language', version: 'Version' },
    },
    runs: {
      name: 'Run |||| Runs',
      fields: {
        startedAt: 'Started',
        trigger: 'Trigger',
        state: 'State',
        due: 'Due',
        recorded: 'Recorded',
        remaining: 'Remaining',
      },
    },
  },
  relance: {
    open: 'Open WhatsApp',
    run_now: 'Run now',
    run_done: '%{smart_count} relance recorded |||| %{smart_count} relances recorded',
  },
}
