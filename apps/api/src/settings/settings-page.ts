/** The text of docs/settings.md, made from the registry of settings. */
import { COMPANY_SETTINGS, type SettingDescription, SETTINGS_ROLES } from '@relance/relance/settings'

const VALUES: Readonly<Record<SettingDescription['kind'], (setting: SettingDescription) => string>> = {
  text: (setting) => `text, at most ${'longest' in setting ? setting.longest : ''} characters`,
  country: () => 'ISO 3166-1 code',
  timeZone: () => 'IANA time zone',
  whole: (setting) => `whole number, ${boundsOf(setting)}`,
  optionalWhole: (setting) => `whole number, ${boundsOf(setting)}, or \`null\``,
  switch: () => '`true` or `false`',
  statuses: () => 'list of `{ code, isOpen }`',
}

const boundsOf = (setting: SettingDescription): string =>
  'least' in setting ? `${setting.least} to ${setting.most}` : ''

const presetOf = ({ default: preset }: SettingDescription): string =>
  Array.isArray(preset) ? preset.map(({ code }) => `\`${code}\``).join(' ') : `\`${JSON.stringify(preset)}\``

export function settingsPage(): string {
  const { read, change } = SETTINGS_ROLES.company
  const rows = Object.entries<SettingDescription>(COMPANY_SETTINGS).map(
    ([key, setting]) => `| \`${key}\` | ${setting.about} | ${VALUES[setting.kind](setting)} | ${presetOf(setting)} |`,
  )
  return `# Settings of the company

Generated from \`libs/relance/src/ground/settings.ts\` by \`npm run generate\`: edit that.

\`GET /api/settings/company\` is for every ${read} and above, \`PUT /api/settings/company\` for every ${change}; what is absent from
the body stays. People find the same settings in the panel under **Réglages**.

| key | what it does | value | at first |
| --- | --- | --- | --- |
${rows.join('\n')}
`
}
