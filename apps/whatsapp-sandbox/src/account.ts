/** The account the sandbox stands for, with everything it holds. */
import { type AcceptedLog, openAcceptedLog } from './accepted-log.ts'
import { type Behaviour, CALM } from './behaviour.ts'
import { type Clock, createClock } from './clock.ts'
import { createOutbox, type Outbox } from './outbox.ts'
import { createPeople, type People } from './people.ts'
import { demoTemplates, type Template } from './templates.ts'

export interface AccountOptions {
  token: string
  phoneNumberIds: readonly string[]
  businessAccountId: string
  appSecret: string
  webhookUrl: string | null
  /** Where accepted messages are written down; null for memory only. */
  logFile: string | null
  isLogSynced: boolean
}

export interface Account {
  options: AccountOptions
  behaviour: Behaviour
  webhookUrl: string | null
  templates: Template[]
  /** Requests seen per message of ours, so that a second attempt is another throw of the dice. */
  attempts: Map<string, number>
  clock: Clock
  people: People
  accepted: AcceptedLog
  outbox: Outbox
}

/** Fictive numbers that France keeps for films. */
export const displayNumber = (index: number): string => `+33 6 39 98 99 ${String(index % 100).padStart(2, '0')}`
const digits = (text: string): string => text.replace(/\D/g, '')

export function openAccount(options: AccountOptions): Account {
  const clock = createClock()
  const account: Omit<Account, 'outbox'> = {
    options,
    behaviour: CALM,
    webhookUrl: options.webhookUrl,
    templates: demoTemplates(),
    attempts: new Map(),
    clock,
    people: createPeople(),
    accepted: openAcceptedLog(options.logFile, options.isLogSynced),
  }
  const target = () => ({ ...options, url: account.webhookUrl })
  return Object.assign(account, { outbox: createOutbox(target, () => account.behaviour, clock) })
}

/** Forgets everything but the log's file. */
export function resetAccount(account: Account): void {
  account.behaviour = CALM
  account.templates = demoTemplates()
  account.attempts.clear()
  account.people.clear()
  account.accepted.clear()
  account.outbox.clear()
}

export const metadataOf = ({ options }: Account, phoneNumberId: string): Record<string, string> => ({
  display_phone_number: digits(displayNumber(options.phoneNumberIds.indexOf(phoneNumberId))),
  phone_number_id: phoneNumberId,
})
