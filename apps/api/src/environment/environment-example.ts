/** The texts of `.env.example` and of docs/environment.md, made from the configuration schema. */
import { z } from 'zod'
import { environmentSchema } from './config.ts'

interface Variable {
  name: string
  about: string
  isRequired: boolean
  /** Empty where there is none. */
  preset: string
}

function variables(): Variable[] {
  const shape: Record<string, z.ZodType> = environmentSchema.shape
  return Object.entries(shape).map(([name, schema]) => {
    const read = schema.safeParse(undefined)
    const preset = read.success && read.data !== undefined ? String(read.data) : ''
    return { name, about: schema.description ?? '', isRequired: !read.success, preset }
  })
}

export function environmentExample(): string {
  const blocks = variables().map(
    ({ name, about, isRequired, preset }) =>
      `# ${about}${isRequired ? ' Required.' : ''}\n${isRequired ? '' : '#'}${name}=${preset}\n`,
  )
  return `# The configuration of Relance. Copy to .env or set these variables where the server runs.\n\n${blocks.join('\n')}`
}

export function environmentPage(): string {
  const rows = variables().map(
    ({ name, about, isRequired, preset }) =>
      `| \`${name}\` | ${about} | ${isRequired ? 'required' : preset === '' ? '' : `\`${preset}\``} |`,
  )
  return `# Environment variables

Generated from \`apps/api/src/environment/config.ts\` by \`npm run generate\`: edit that. \`.env.example\` is made from the same list.

The server reads the environment and, with \`npm run serve\`, the file \`.env\`; what the environment says wins. An empty variable counts as absent. A server
lists everything that is wrong with its configuration and does not start; it names variables and never shows a value.

| variable | what it is | at first |
| --- | --- | --- |
${rows.join('\n')}

Two secrets of one variable, comma separated, are both valid while callers change from one to the other. What is set in the panel instead is in
[settings.md](settings.md).

More about \`ENCRYPTION_KEY\`: [people.md](people.md#the-key). \`ALARM_…\` and \`SMTP_URL\`: [alerts.md](alerts.md). \`AUDIT_ANCHOR\`:
[audit.md](audit.md#anchors). \`SCAN_EXPECTED_EVERY_HOURS\`: [triggers.md](triggers.md#when-scans-stop-coming). \`WHATSAPP_…\`: [whatsapp.md](whatsapp.md). \`OTEL_…\`:
[operating.md](operating.md#traces).
`
}
