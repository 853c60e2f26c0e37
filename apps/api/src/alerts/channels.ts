/** How an alert leaves the server: a POST to a webhook, or a mail. The only importer of nodemailer, for every mail. */
import { type Alert, alertWords } from '@relance/contract'
import nodemailer from 'nodemailer'
import type { Config } from '../environment/config.ts'

const TIMEOUT_MS = 10_000

export type AlertChannel = 'webhook' | 'mail'

/** Nothing of a lead, a person or a message: only what is wrong, since when, and where to look. */
export interface AlertText extends Pick<Alert, 'event' | 'kind' | 'openedAt' | 'closedAt'> {
  incident: string
  url: string | null
  text: string
  /** More of it, for a mail. */
  lines: string[]
}

/** Where the panel shows it. */
function pageOf({ kind, subject }: Alert): string {
  switch (kind) {
    case 'account_stopped':
    case 'number_blocked':
    case 'number_quality_low':
    case 'canary_silent':
    case 'account_notice':
    case 'template_category':
    case 'people_limit':
    case 'budget_alert':
    case 'budget_spent':
      return '/#/whatsapp'
    case 'rule_paused':
      return `/#/rules/${subject}`
    case 'opt_out_rate':
      return `/#/rules/${subject.split('/')[0]}/effect`
    case 'stop_unanswered':
    case 'submission_unanswered':
    case 'messages_incomplete':
      return '/#/'
    case 'audit_head_lost':
      return '/#/audit-events'
    default:
      return '/#/runs'
  }
}

/** `incident` is the same for its beginning and its end. */
export function alertText(alert: Alert & { alertId: string }, { ALARM_LANGUAGE, PUBLIC_URL }: Config): AlertText {
  const { event, kind, openedAt, closedAt, alertId } = alert
  const url = PUBLIC_URL ? new URL(pageOf(alert), PUBLIC_URL).href : null
  return { event, incident: alertId, kind, openedAt, closedAt, url, ...alertWords(ALARM_LANGUAGE, alert) }
}

export type Send = (text: AlertText) => Promise<void>

/** The channels that the configuration names; sending throws when it did not arrive. */
export function alertChannels(config: Config): Map<AlertChannel, Send> {
  const channels = new Map<AlertChannel, Send>()
  const { ALARM_WEBHOOK_URL: hook, ALARM_MAIL_TO: to, ALARM_MAIL_FROM: from, SMTP_URL: smtp } = config
  if (hook) channels.set('webhook', (text) => post(hook, text))
  if (to && smtp) channels.set('mail', (text) => sendMail(smtp, { to, from: from ?? to, ...mailOf(text) }))
  return channels
}

async function post(url: string, { lines: _, ...text }: AlertText): Promise<void> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(text),
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  })
  await answer.body?.cancel()
  if (!answer.ok) throw Object.assign(new Error('The webhook refused.'), { code: `HTTP_${answer.status}` })
}

const mailOf = (alert: AlertText): Pick<Mail, 'subject' | 'text' | 'messageId'> => ({
  subject: alert.text,
  text: [alert.text, ...alert.lines, alert.url].filter(Boolean).join('\n'),
  messageId: `<relance-${alert.incident}-${alert.event}@relance.invalid>`,
})

export interface Mail {
  to: string
  from: string
  subject: string
  text: string
  /** The same for each try: who gets it twice sees that it is one. */
  messageId: string
}

/** Rejects when the server did not take it. */
export async function sendMail(url: string, mail: Mail): Promise<void> {
  const limits = { connectionTimeout: TIMEOUT_MS, greetingTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS }
  const transport = nodemailer.createTransport({ url, ...limits })
  try {
    await transport.sendMail(mail)
  } finally {
    transport.close()
  }
}
