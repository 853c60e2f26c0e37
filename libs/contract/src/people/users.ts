/** The people of the house: closers, managers, admins. */
import { z } from 'zod'
import { isBuiltInName } from './actor-names.ts'
import { SHORTEST_PASSWORD } from './password-length.ts'
import { listQuery, oneOf, search } from '../http/list.ts'
import { ROLES } from '../http/matrix.ts'
import { passkeyAnswer } from './passkeys.ts'
import { signInCode } from './second-factor.ts'
import { body, filledLine, id, instant, locale, partial, timeZone } from '../http/text.ts'

const role = z.enum(ROLES)
/** Whether it is hard to guess depends on whose it is: see `password-strength.ts`. */
const password = z.string().min(SHORTEST_PASSWORD, 'password_weak').max(1_000, 'too_long')
const actorName = filledLine(200).refine((name) => !isBuiltInName(name), 'name_reserved')
const fields = {
  email: z.string().trim().toLowerCase().max(320, 'too_long').pipe(z.email('email_unreadable')),
  name: actorName,
  role,
  timeZone: timeZone.nullable(),
  locale,
  password: password.meta({ writeOnly: true }),
  disabled: z.boolean(),
  takeOverBy: id.nullable().meta({
    description: 'With `disabled`: who takes over the leads of this person; null leaves them to nobody.',
    writeOnly: true,
  }),
}
const READ_ONLY = ['id', 'hasPassword', 'hasSecondFactor', 'disabledAt', 'createdAt', 'updatedAt']

const { disabled: _, takeOverBy: __, ...atFirst } = fields
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
  hasPassword: z.boolean().meta({ description: 'False until an invitation is accepted.' }),
  hasSecondFactor: z.boolean(),
  disabled: z.boolean(),
  disabledAt: instant.nullable(),
  createdAt: instant,
  updatedAt: instant,
})
export type User = z.infer<typeof user>

/** A one-time link with which a person sets a password. Who has it can sign in as that person: pass it on in private. */
export const newAccountLink = z.object({ link: z.string(), endsAt: instant })
export type NewAccountLink = z.infer<typeof newAccountLink>

/** `invitation` is in the answer alone, when no password was given: valid for 7 days, once. */
export const newUser = user.extend({ invitation: newAccountLink.nullable() })
export type NewUser = z.infer<typeof newUser>

export const userList = listQuery(['name', 'email', 'role', 'createdAt'], {
  ...search,
  ...oneOf('role', role),
  ...oneOf('email', z.string()),
  disabled: z.boolean(),
})

export const login = z.strictObject({
  email: z.string().trim().toLowerCase().min(1, 'required').max(320, 'too_long'),
  password: z.string().min(1, 'required').max(1_000, 'too_long'),
  code: signInCode.optional().meta({ description: 'Of the second factor; after the answer `second_factor_needed`.' }),
  passkey: passkeyAnswer
    .optional()
    .meta({ description: 'Instead of a code: what a passkey answered to `secondFactor.passkey`.' }),
})
export type Login = z.infer<typeof login>

export const passwordChange = z.strictObject({ current: z.string().max(1_000, 'too_long'), password })
export type PasswordChange = z.infer<typeof passwordChange>

const linkToken = z.string().min(1, 'required').max(200, 'too_long')
export const linkLookup = z.strictObject({ token: linkToken })
export type LinkLookup = z.infer<typeof linkLookup>

/** What a link is for. `name` and `email` are null for the first admin, who says them. */
export const accountLink = z.object({
  kind: z.enum(['first_admin', 'invitation', 'reset']),
  name: z.string().nullable(),
  email: z.string().nullable(),
  locale: locale.nullable(),
  endsAt: instant,
})
export type AccountLink = z.infer<typeof accountLink>

export const linkUse = z.strictObject({
  token: linkToken,
  password,
  code: signInCode.optional().meta({ description: 'Of the second factor, which a link does not replace.' }),
  passkey: passkeyAnswer.optional().meta({ description: 'Instead of a code.' }),
  name: actorName.optional().meta({ description: 'Of the first admin.' }),
  email: fields.email.optional().meta({ description: 'Of the first admin.' }),
})
export type LinkUse = z.infer<typeof linkUse>

/** One signed-in browser. */
export const session = z.object({
  id,
  device: z.string().meta({ description: 'What the browser says it is.' }),
  createdAt: instant,
  seenAt: instant,
  expiresAt: instant,
  isCurrent: z.boolean(),
})
export type Session = z.infer<typeof session>

/** What colleagues may know of each other. */
export const closer = z.object({ id, name: z.string(), role, isAbsent: z.boolean() })
export type Closer = z.infer<typeof closer>
export const closerList = listQuery(['name'], search)

const days = { fromOn: z.iso.date('day_unreadable'), toOn: z.iso.date('day_unreadable') }
const absenceFields = { userId: id, ...days, standInId: id.nullable() }
export const absenceCreate = body({ ...partial(absenceFields), ...days }, ['id', 'createdAt'])
export const absenceUpdate = body(partial(absenceFields), ['id', 'createdAt'])
export type AbsenceCreate = z.infer<typeof absenceCreate>
export type AbsenceUpdate = z.infer<typeof absenceUpdate>
export const absence = z.object({
  id,
  userId: id,
  fromOn: z.iso.date(),
  toOn: z.iso.date().meta({ description: 'The last day, included.' }),
  standInId: id.nullable().meta({ description: 'Who is handed what falls due; null puts it off until the return.' }),
  createdAt: instant,
})
export type Absence = z.infer<typeof absence>
export const absenceList = listQuery(['fromOn', 'toOn', 'createdAt'], { ...oneOf('userId', id) })

/** `trigger`: nothing but calling the trigger, under the name of the secret. */
const tokenRole = z.enum(['manager', 'admin', 'trigger'])

/** A bearer for scripts. Its text is in the answer that makes it, and nowhere else. */
const tokenFields = {
  name: actorName.meta({ description: 'Not the name of a person or of a built-in actor.' }),
  role: tokenRole.meta({ description: 'What it may do at most; never more than its owner may.' }),
  readOnly: z.boolean().meta({ description: 'Refuses everything but GET.' }),
  expiresAt: instant.nullable().meta({ description: 'Absent or null: 90 days from now.' }),
  ownerId: id.meta({
    description:
      'With whose account it ends: the one who asks. API_TOKEN, which is nobody’s, may name a manager or an admin; without, it is the longest-standing admin.',
  }),
}
export const apiTokenCreate = body({ ...partial(tokenFields), name: tokenFields.name, role: tokenFields.role }, ['id'])
export type ApiTokenCreate = z.infer<typeof apiTokenCreate>
export const apiToken = z.object({
  id,
  name: z.string(),
  role: tokenRole,
  readOnly: z.boolean(),
  ownerId: id.nullable().meta({ description: 'Null for one that an upgrade found no owner for, and ended.' }),
  ownerName: z.string(),
  createdAt: instant,
  expiresAt: instant,
  lastUsedAt: instant.nullable(),
  revokedAt: instant.nullable(),
})
export type ApiToken = z.infer<typeof apiToken>
export const newApiToken = apiToken.extend({ token: z.string() })
export const apiTokenList = listQuery(['createdAt', 'name', 'lastUsedAt'], { ...search, ...oneOf('role', tokenRole) })

/** Who is signed in. `id` is null for the API token. */
export const me = z.object({
  id: id.nullable(),
  name: z.string(),
  role,
  email: z.string().optional(),
  locale: locale.optional(),
  timeZone: z.string().nullable().optional(),
  secondFactorMissing: z.boolean().optional().meta({
    description: 'The role must have a second factor: until there is one, only /api/auth answers.',
  }),
})
export type Me = z.infer<typeof me>
