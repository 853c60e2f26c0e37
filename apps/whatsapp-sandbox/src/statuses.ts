/** What becomes of an accepted message: its statuses, and perhaps a reply. */
import { type Account, metadataOf } from './account.ts'
import type { Accepted } from './accepted-log.ts'
import { roll } from './behaviour.ts'
import { type GraphError, titleOf } from './graph-error.ts'
import { userIdOf } from './ids.ts'
import type { Change } from './outbox.ts'
import { sendReply } from './replies.ts'

type Status = 'sent' | 'delivered' | 'read' | 'failed'

/** Plans everything WhatsApp will tell; `personError` is what is wrong with the person. */
export async function planStatuses(account: Account, message: Accepted, personError: GraphError | null): Promise<void> {
  const { seed, statuses } = account.behaviour
  const chance = (what: string): number => roll(seed, `${what} ${message.opaque ?? message.messageId}`)
  if (chance('silent') < statuses.silentPercent) return
  const isIdOnly = message.isHidden === true || chance('id') < statuses.idOnlyPercent
  const failure = personError ?? failureOf(account, chance('fail'))
  const isRead = chance('read') < statuses.readPercent
  const last = failure ? 'failed' : isRead ? 'read' : 'delivered'
  const tell = (status: Status, afterMs: number, error?: { code: number; details: string }): void =>
    account.outbox.add(
      statusChange(account, message, status, afterMs, { isIdOnly, error }),
      afterMs,
      status === last ? () => account.accepted.noteTold(message.messageId) : undefined,
    )

  if (failure) return tell('failed', statuses.sentMs, failure)
  if (chance('early') < statuses.beforeAnswerPercent) {
    await account.outbox.deliverNow(statusChange(account, message, 'sent', 0, { isIdOnly }))
  } else tell('sent', statuses.sentMs)
  if (!isRead || chance('skip') >= statuses.skipDeliveredPercent) tell('delivered', statuses.deliveredMs)
  if (isRead) tell('read', statuses.readMs)
  const { percent, afterMs, texts } = account.behaviour.replies
  if (chance('reply') >= percent) return
  const text = texts[Math.floor((chance('words') / 100) * texts.length)] ?? 'Oui'
  sendReply(
    account,
    { from: message.to, phoneNumberId: message.phoneNumberId, text, idOnly: message.isHidden },
    statuses.readMs + afterMs,
  )
}

function failureOf({ behaviour }: Account, thrown: number): { code: number; details: string } | undefined {
  const { failPercent, failCode } = behaviour.statuses
  return thrown < failPercent ? { code: failCode, details: titleOf(failCode) } : undefined
}

function statusChange(
  account: Account,
  message: Accepted,
  status: Status,
  afterMs: number,
  { isIdOnly, error }: { isIdOnly: boolean; error?: { code: number; details: string } | undefined },
): Change {
  const { echo } = account.behaviour.statuses
  return {
    field: 'messages',
    value: {
      messaging_product: 'whatsapp',
      metadata: metadataOf(account, message.phoneNumberId),
      statuses: [
        {
          id: message.messageId,
          status,
          timestamp: String(Math.floor((account.clock.now() + afterMs) / 1_000)),
          ...(isIdOnly ? {} : { recipient_id: message.to }),
          recipient_user_id: userIdOf(message.to),
          ...(echo && message.opaque !== null && { biz_opaque_callback_data: message.opaque }),
          ...(error
            ? { errors: [{ code: error.code, title: titleOf(error.code), error_data: { details: error.details } }] }
            : { pricing: pricingOf(message) }),
        },
      ],
    },
  }
}

/**
 * Templates are billed by their category, inside the 24 hours as well; free text is a service message, and billed after the free
 * ones of its number and month.
 */
function pricingOf({ isFree, category }: Accepted): Record<string, unknown> {
  return {
    billable: !isFree,
    pricing_model: 'PMP',
    category: category.toLowerCase(),
    type: isFree ? 'free_customer_service' : 'regular',
  }
}

/** After a restart: what was left to tell. Nobody is told less; some may be told again, as WhatsApp does. */
export async function resumeStatuses(account: Account): Promise<void> {
  for (const message of account.accepted.untold()) await planStatuses(account, message, null)
}
