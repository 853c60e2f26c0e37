/** Notification settings of a person: hours, devices, morning digest. */
import { windowSchema } from '@relance/relance/core'
import { z } from 'zod'
import { id, instant } from '../http/text.ts'

/** Of the browser's `PushSubscription`, as `toJSON` gives it. */
export const pushDeviceCreate = z.strictObject({
  endpoint: z.url({ protocol: /^https?$/, error: 'format_refused' }).max(1_500, 'too_long'),
  expirationTime: z.number().nullable().optional(),
  keys: z.strictObject({
    p256dh: z.string().regex(/^[\w-]{87}=?$/, 'format_refused'),
    auth: z.string().regex(/^[\w-]{22}={0,2}$/, 'format_refused'),
  }),
})
export type PushDeviceCreate = z.infer<typeof pushDeviceCreate>

export const pushDevice = z.object({
  id,
  device: z.string().meta({ description: 'What the browser says it is.' }),
  createdAt: instant,
  seenAt: instant,
})
export type PushDevice = z.infer<typeof pushDevice>

const choices = {
  window: windowSchema.meta({ description: 'When one may be told; in `timeZone`, and never on a holiday.' }),
  hasDigest: z.boolean().meta({ description: 'A mail when the window opens, where something is to be done.' }),
}
export const noticesUpdate = z.strictObject(z.object(choices).partial().shape)
export type NoticesUpdate = z.infer<typeof noticesUpdate>

export const notices = z.object({
  ...choices,
  timeZone: z.string().meta({ description: 'Of the account, else of the company.' }),
  email: z.string(),
  canMail: z.boolean().meta({ description: 'Whether this server sends mail, and knows its own address.' }),
  publicKey: z.string().nullable().meta({
    description:
      'With which a browser subscribes (`applicationServerKey`); null while no key of the server opens its own.',
  }),
  devices: z.array(pushDevice),
})
export type Notices = z.infer<typeof notices>
