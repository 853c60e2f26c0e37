/** Checks what a route is given against the schema it names, and refuses with every field at once. */
import { type Issue, refusalsOf } from '@relance/contract'
import { type ArgumentMetadata, Injectable, type PipeTransform } from '@nestjs/common'
import { Refused } from './refused.ts'

const CODES = { body: 'invalid_body', query: 'invalid_query', param: 'not_found', custom: 'internal' } as const

@Injectable()
export class SchemaPipe implements PipeTransform {
  async transform(value: unknown, { schema, type }: ArgumentMetadata): Promise<unknown> {
    if (!schema) return value
    const read = await schema['~standard'].validate(value)
    if (!read.issues) return read.value
    if (type === 'body' && value === undefined) throw new Refused('body_missing')
    if (type === 'param') throw new Refused('not_found')
    throw new Refused(CODES[type], { refusals: refusalsOf(read.issues as readonly Issue[]) })
  }
}
