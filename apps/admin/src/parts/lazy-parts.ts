/** Parts that are loaded when they are opened: a closer's phone first needs the inbox alone. */
import { type ComponentType, lazy } from 'react'
import { MissingPart } from './MissingPart.tsx'

/** A part that cannot be had (a newer version took its place, no connection) says so where it would be; the rest goes on. */
export const lazyPart = <Props extends object>(load: () => Promise<ComponentType<Props>>) =>
  lazy(async () => ({ default: await load().catch((): ComponentType<Props> => MissingPart) }))

type Page = ComponentType
type Pages = Partial<Record<'list' | 'create' | 'edit' | 'show', Page>>

/** The pages named, of the module's `pages`. */
export function lazyPages<Name extends keyof Pages>(
  load: () => Promise<{ pages: Record<Name, Page> }>,
  ...names: readonly Name[]
): Record<Name, Page> {
  const entries = names.map((name) => [name, lazyPart(async () => (await load()).pages[name])])
  return Object.fromEntries(entries) as Record<Name, Page>
}
