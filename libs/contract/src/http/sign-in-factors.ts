import { z } from 'zod'

/** With the refusals of the second step of signing in. */
export const signInFactors = z.object({
  app: z.boolean(),
  passkey: z.record(z.string(), z.unknown()).nullable().meta({
    description:
      'For `navigator.credentials.get`; holds for five minutes, once. Null when no passkey can be used here.',
  }),
  passkeyObstacle: z.string().nullable().meta({ description: 'Why the person’s passkeys cannot be used here.' }),
})
export type SignInFactors = z.infer<typeof signInFactors>
