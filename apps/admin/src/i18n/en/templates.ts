import { leadVariableNames } from '@relance/contract/lead-fields'
import type * as fr from '../fr/templates.ts'

export const templates: typeof fr.templates = {
  name: 'Template |||| Templates',
  page: { create: 'New template' },
  fields: { name: 'Name', body: 'Message', locale: 'Language', version: 'Version' },
}

export const template: typeof fr.template = {
  variables: 'Insert at the caret',
  variable: {
    ...leadVariableNames('en'),
    'closer.name': 'Closer',
    'company.name': 'Our company',
  },
  seen: 'As it will arrive',
  light: 'light',
  dark: 'dark',
  worst: 'The hard cases',
  cases: { nameless: 'No first name, no company', long: 'A very long name', accents: 'Accents and apostrophes' },
  blank: 'The message would be blank or too long.',
  gaps: 'Nothing to say for: %{variables}. Provide for it, for example {% if lead.firstName %}…{% endif %}.',
  length: '%{length} of 4,096 characters',
}
