/** Pages that are loaded when they are opened: a closer's phone first needs the inbox alone. */
import { type ComponentType, lazy } from 'react'

type Page = ComponentType
type Pages = Partial<Record<'list' | 'create' | 'edit' | 'show', Page>>

/** The pages named, of the module's `pages`. */
export function lazyPages<Name extends keyof Pages>(
  load: () => Promise<{ pages: Record<Name, Page> }>,
  ...names: readonly Name[]
): Record<Name, Page> {
  const entries = names.map((name) => [name, lazy(async () => ({ default: (await load()).pages[name] }))])
  return Object.fromEntries(entries) as Record<Name, Page>
}
