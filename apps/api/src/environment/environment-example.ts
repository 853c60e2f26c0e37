/** The text of `.env.example`, made from the configuration schema. */
import { z } from 'zod'
import { environmentSchema } from './config.ts'

export function environmentExample(): string {
  const shape: Record<string, z.ZodType> = environmentSchema.shape
  const blocks = Object.entries(shape).map(([name, schema]) => {
    const preset = schema.safeParse(undefined)
    const isRequired = !preset.success
    const value = preset.success && preset.data !== undefined ? String(preset.data) : ''
    return `# ${schema.description ?? ''}${isRequired ? ' Required.' : ''}\n${isRequired ? '' : '#'}${name}=${value}\n`
  })
  return `# The configuration of Relance. Copy to .env or set these variables where the server runs.\n\n${blocks.join('\n')}`
}
