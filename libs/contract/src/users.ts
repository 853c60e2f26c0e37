/** The people of the house: closers, managers, admins. */
import { z } from 'zod'
import { listQuery, oneOf, search } from './list.ts'
import { body, filledLine, id, instant, locale, partial, timeZone } from './text.ts'

const role = z.enum(['closer', 'manager', 'admin'])
const fields = {
  email: z.string().trim().toLowerCase().max(320, 'too_long').pipe(z.email('email_unreadable')),
  name: filledLine(200),
  role,
  timeZone: timeZone.nullable(),
  locale,
  disabled: z.boolean(),
}
const READ_ONLY = ['id', 'disabledAt', 'createdAt', 'updatedAt']

const { disabled: _, ...atFirst } = fields
export const userCreate = body({ ...partial(atFirst), email: fields.email, name: fields.name }, READ_ONLY)
export const userUpdate = body(partial(fields), READ_ONLY)
export type UserCreate = z.infer<typeof userCreate>
export type UserUpdate = z.infer<typeof userUpdate>

export const user = z.object({
  id,
  email: z.string(),
  name: z.string(),
  role,
  timeZone: z.string().nullable(),
  locale,
  disabled: z.boolean(),
  disabledAt: instant.nullable(),
  createdAt: instant,
  updatedAt: instant,
})
export type User = z.infer<typeof user>

export const userList = listQuery(['name', 'email', 'role', 'createdAt'], {
  ...search,
  ...oneOf('role', role),
  ...oneOf('email', z.string()),
  disabled: z.boolean(),
})

export const login = z.strictObject({
  email: z.string().trim().toLowerCase().min(1, 'required').max(320, 'too_long'),
  password: z.string().min(1, 'required').max(1_000, 'too_long'),
})
export type Login = z.infer<typeof login>

/** Who is signed in. `id` is null for the API token. */
export const me = z.object({
  id: id.nullable(),
  name: z.string(),
  role,
  email: z.string().optional(),
  locale: locale.optional(),
  timeZone: z.string().nullable().optional(),
})
export type Me = z.infer<typeof me>
