import type * as fr from '../fr/templates.ts'

export const templates: typeof fr.templates = {
  name: 'Template |||| Templates',
  fields: { name: 'Name', body: 'Message', locale: 'Language', version: 'Version' },
}
