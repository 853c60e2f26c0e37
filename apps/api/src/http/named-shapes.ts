/**
 * Shapes of the contract as JSON Schema. Every exported object is a named component of the document: a generated client then
 * has one type `Lead`, and not a copy of it per route.
 */
import * as contract from '@relance/contract'
import type { SwaggerDocumentOptions } from '@nestjs/swagger'
import { z } from 'zod'

type Converter = NonNullable<SwaggerDocumentOptions['standardSchemaConverter']>
type Converted = NonNullable<ReturnType<Converter>>

/** Their fields become parameters one by one, so they are no components. */
const isQuery = (name: string): boolean => /(List|Query)$|^leadImport$/.test(name)

/** `companyShape` becomes `Company`: the suffix only keeps a shape apart from a function of the same name. */
const componentOf = (name: string): string =>
  `${name.charAt(0).toUpperCase()}${name.slice(1)}`.replace(/(?<=.)Shape$/, '')

/** A field as short as an id is easier to read in place. */
function hasFields(shape: z.core.$ZodType): boolean {
  if (shape instanceof z.ZodPipe) return hasFields(shape.in)
  return shape instanceof z.ZodObject || shape instanceof z.ZodDiscriminatedUnion
}

for (const [name, shape] of Object.entries<unknown>(contract)) {
  if (!(shape instanceof z.ZodType) || isQuery(name) || !hasFields(shape)) continue
  const known = z.globalRegistry.get(shape)
  if (known?.id === undefined) z.globalRegistry.add(shape, { ...known, id: componentOf(name) })
}

/**
 * For one document. @throws when a shape cannot be said in JSON Schema, and when one name would stand for two schemas
 * (a shape with defaults or transforms that is both read and answered).
 */
export function shapeConverter(): Converter {
  const written = new Map<string, string>()
  return (schema, { schemaType }) => {
    if (!(schema instanceof z.ZodType)) return undefined
    const { $schema: _, $defs = {}, ...json } = z.toJSONSchema(schema, { io: schemaType, override: leaveOpen })
    const components = Object.fromEntries(Object.entries($defs).map(([name, component]) => [name, tidy(component)]))
    for (const [name, component] of Object.entries(components)) {
      const text = JSON.stringify(component)
      if ((written.get(name) ?? text) !== text) throw new Error(`Two schemas are named ${name} in the API document.`)
      written.set(name, text)
    }
    return { schema: tidy(json), components } as Converted
  }
}

type Json = Record<string, unknown>
const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The same schema in fewer words: `type: [x, null]` in place of a choice of two, and no pattern beside a format that says it. */
function tidy(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(tidy)
  if (typeof schema === 'string') return schema.replace(/^#\/\$defs\//, '#/components/schemas/')
  if (!isJson(schema)) return schema
  const { pattern, ...rest } = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, tidy(value)]))
  return withNull({ ...rest, ...(pattern !== undefined && rest.format === undefined && { pattern }) })
}

function withNull(schema: Json): Json {
  const { anyOf, ...rest } = schema
  const [one, none, more] = Array.isArray(anyOf) ? (anyOf as Json[]) : []
  if (!one || none?.type !== 'null' || more || typeof one.type !== 'string' || 'const' in one) return schema
  const choices = Array.isArray(one.enum) && { enum: [...one.enum, null] }
  return { ...one, ...choices, type: [one.type, 'null'], ...rest }
}

/** An answer may gain a field: a client that refuses unknown ones would break with the next version. */
function leaveOpen({
  zodSchema,
  jsonSchema,
}: {
  zodSchema: z.core.$ZodType
  jsonSchema: z.core.JSONSchema.BaseSchema
}) {
  const isStrict = zodSchema instanceof z.ZodObject && zodSchema.def.catchall instanceof z.ZodNever
  if (!isStrict && jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties
}
