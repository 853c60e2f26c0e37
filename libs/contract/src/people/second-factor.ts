/** The second factor of signing in. */
import { z } from 'zod'
import { instant } from '../http/text.ts'
import { passkey } from './passkeys.ts'

const password = z.string().min(1, 'required').max(1_000, 'too_long').meta({ description: 'One’s current password.' })

/** Six digits of the app, or a recovery code. */
export const signInCode = z.string().trim().min(1, 'required').max(40, 'too_long')

export const secondFactor = z.object({
  isRequired: z.boolean().meta({ description: 'By one’s role, as in the setting `secondFactorRoles`.' }),
  hasApp: z.boolean(),
  appSince: instant.nullable(),
  recoveryCodesLeft: z.int(),
  passkeys: z.array(passkey),
  passkeyObstacle: z.string().nullable().meta({
    description: 'Why no passkey can be added at this address of the server; null when one can.',
  }),
})
export type SecondFactor = z.infer<typeof secondFactor>

export const newAuthenticatorApp = z.object({
  secret: z.string().meta({ description: 'Base32, to type where no camera is at hand.' }),
  uri: z.string().meta({ description: '`otpauth:` address, for a QR code.' }),
})
export type NewAuthenticatorApp = z.infer<typeof newAuthenticatorApp>

export const codeConfirmation = z.strictObject({ code: signInCode, password })
export type CodeConfirmation = z.infer<typeof codeConfirmation>

export const passwordProof = z.strictObject({ password })
export type PasswordProof = z.infer<typeof passwordProof>

/** Shown once; each counts once. */
export const recoveryCodes = z.object({ recoveryCodes: z.array(z.string()) })
export type RecoveryCodes = z.infer<typeof recoveryCodes>
