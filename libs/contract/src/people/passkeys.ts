/** Passkeys as a second factor: what a browser and this server say to each other (WebAuthn Level 3, in its JSON form). */
import { z } from 'zod'
import { filledLine, id, instant } from '../http/text.ts'

/** Keys of some algorithms and certificates are long; nothing of a passkey is longer. */
const encoded = z
  .string()
  .max(20_000, 'too_long')
  .regex(/^[\w-]*$/, 'format_refused')

const options = z.record(z.string(), z.unknown())
const transports = z.array(z.string().max(40, 'too_long')).max(20, 'too_many')

export const passkey = z.object({
  id,
  name: z.string(),
  createdAt: instant,
  lastUsedAt: instant.nullable(),
  host: z.string().meta({ description: 'The host name it was made at, and works at.' }),
})
export type Passkey = z.infer<typeof passkey>

export const passkeyOptions = z.object({
  options: options.meta({ description: 'For `navigator.credentials.create`; holds for five minutes, once.' }),
})
export type PasskeyOptions = z.infer<typeof passkeyOptions>

/** What browsers add besides is dropped. */
const credential = {
  id: encoded,
  rawId: encoded,
  type: z.literal('public-key'),
  clientExtensionResults: z.record(z.string(), z.unknown()).default({}),
}

export const newPasskey = z.strictObject({
  name: filledLine(60),
  passkey: z.object({
    ...credential,
    response: z.object({ clientDataJSON: encoded, attestationObject: encoded, transports: transports.optional() }),
  }),
})
export type NewPasskey = z.infer<typeof newPasskey>

export const passkeyAnswer = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: encoded,
    authenticatorData: encoded,
    signature: encoded,
    userHandle: encoded.nullish(),
  }),
})
export type PasskeyAnswer = z.infer<typeof passkeyAnswer>

/** Empty unless it is the first second factor: the codes of before still count. */
export const addedPasskey = z.object({ passkey, recoveryCodes: z.array(z.string()) })
export type AddedPasskey = z.infer<typeof addedPasskey>
