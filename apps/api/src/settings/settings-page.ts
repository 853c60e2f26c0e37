/** The text of docs/settings.md, made from the registries of settings. */
import { COMPANY_SETTINGS, type SettingDescription, SETTINGS_ROLES } from '@relance/relance/settings'
import { WHATSAPP_SETTINGS, WHATSAPP_SETTINGS_ROLES } from '@relance/whatsapp/settings'

const VALUES: Readonly<Record<SettingDescription['kind'], (setting: SettingDescription) => string>> = {
  text: (setting) => `text, at most ${'longest' in setting ? setting.longest : ''} characters`,
  country: () => 'ISO 3166-1 code',
  region: () => 'code of a region, or `null`',
  timeZone: () => 'IANA time zone',
  currency: () => 'ISO 4217 code',
  whole: (setting) => `whole number, ${boundsOf(setting)}`,
  optionalWhole: (setting) => `whole number, ${boundsOf(setting)}, or \`null\``,
  switch: () => '`true` or `false`',
  statuses: () => 'list of `{ code, isOpen }`',
  texts: (setting) => `list of texts, at most ${'most' in setting ? setting.most : ''}`,
  roles: () => 'roles, of `closer`, `manager` and `admin`',
  caps: (setting) => `list of \`{ count, days }\`, at most ${'most' in setting ? setting.most : ''}`,
  money: () => 'amount, or `null`',
}

const boundsOf = (setting: SettingDescription): string =>
  'least' in setting ? `${setting.least} to ${setting.most}` : ''

const presetOf = ({ default: preset }: SettingDescription): string =>
  Array.isArray(preset)
    ? preset
        .map((one) => `\`${typeof one === 'string' ? one : 'code' in one ? one.code : JSON.stringify(one)}\``)
        .join(' ') || '`[]`'
    : `\`${JSON.stringify(preset)}\``

const tableOf = (settings: Readonly<Record<string, SettingDescription>>): string => {
  const rows = Object.entries(settings).map(
    ([key, setting]) => `| \`${key}\` | ${setting.about} | ${VALUES[setting.kind](setting)} | ${presetOf(setting)} |`,
  )
  return ['| key | what it does | value | at first |', '| --- | --- | --- | --- |', ...rows].join('\n')
}

const routesOf = (record: string, { read, change }: { read: string; change: string }): string => {
  const path = `/api/settings/${record}`
  return `\`GET ${path}\` is for every ${read} and above, \`PUT ${path}\` for every ${change}; what is absent from the body stays.`
}

export function settingsPage(): string {
  return `# Settings

Generated from \`libs/relance/src/ground/settings.ts\` and \`libs/whatsapp/src/settings.pure.ts\` by \`npm run generate\`: edit those.

## The company

${routesOf('company', SETTINGS_ROLES.company)}
In the panel: **Settings**.

${tableOf(COMPANY_SETTINGS)}

## Sending through WhatsApp

${routesOf('whatsapp', WHATSAPP_SETTINGS_ROLES)}
In the panel: **WhatsApp**.

${tableOf(WHATSAPP_SETTINGS)}
`
}
