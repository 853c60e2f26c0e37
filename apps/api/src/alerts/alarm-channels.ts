/** How an alarm leaves the server: a POST to a webhook, or a mail. The only importer of nodemailer. */
import { alarmWords, type ScanTrouble, type WhatsAppAlarmKind, whatsAppAlarmWords } from '@relance/contract'
import nodemailer from 'nodemailer'
import type { Config } from '../environment/config.ts'
import type { WhatsAppAlarm } from '../whatsapp/alarms.ts'
import type { AlarmChannel, ScanAlarm } from './scan-incidents.ts'

const TIMEOUT_MS = 10_000

/** Nothing of a lead, a person or a message: only what is wrong, since when, and where to look. */
export interface AlarmText {
  event: 'opened' | 'closed'
  incident: string
  kind: ScanTrouble | 'differences' | WhatsAppAlarmKind
  openedAt: string
  closedAt: string | null
  url: string | null
  text: string
  /** More of it, for a mail. */
  lines: string[]
}

export function alarmText(
  { event, incident, kind, openedAt, closedAt }: ScanAlarm,
  { ALARM_LANGUAGE, PUBLIC_URL }: Config,
): AlarmText {
  const facts = { event, kind, openedAt: openedAt.toISOString(), closedAt: closedAt?.toISOString() ?? null }
  const url = PUBLIC_URL ? new URL('/#/runs', PUBLIC_URL).href : null
  return { ...facts, incident, url, ...alarmWords(ALARM_LANGUAGE, facts) }
}

/** Told once; the panel shows it for as long as it lasts. */
export function whatsAppAlarm(
  { kind, subject, occurrence, facts, notedAt }: Omit<WhatsAppAlarm, 'channelsLeft'>,
  { ALARM_LANGUAGE, PUBLIC_URL }: Config,
): AlarmText {
  return {
    event: 'opened',
    incident: [kind, subject, occurrence].join('-'),
    kind,
    openedAt: notedAt.toISOString(),
    closedAt: null,
    url: PUBLIC_URL ? new URL(kind === 'rule_paused' ? `/#/rules/${subject}` : '/#/whatsapp', PUBLIC_URL).href : null,
    text: whatsAppAlarmWords(ALARM_LANGUAGE, { kind, subject, facts }),
    lines: [],
  }
}

export type Send = (text: AlarmText) => Promise<void>

/** The channels that the configuration names; sending throws when it did not arrive. */
export function alarmChannels(config: Config): Map<AlarmChannel, Send> {
  const channels = new Map<AlarmChannel, Send>()
  const { ALARM_WEBHOOK_URL: hook, ALARM_MAIL_TO: to, ALARM_MAIL_FROM: from, SMTP_URL: smtp } = config
  if (hook) channels.set('webhook', (text) => post(hook, text))
  if (to && smtp) channels.set('mail', (text) => mail(smtp, { to, from: from ?? to }, text))
  return channels
}

async function post(url: string, { lines: _, ...text }: AlarmText): Promise<void> {
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

async function mail(url: string, { to, from }: { to: string; from: string }, alarm: AlarmText): Promise<void> {
  const limits = { connectionTimeout: TIMEOUT_MS, greetingTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS }
  const transport = nodemailer.createTransport({ url, ...limits })
  try {
    await transport.sendMail({
      to,
      from,
      subject: alarm.text,
      text: [alarm.text, ...alarm.lines, alarm.url].filter(Boolean).join('\n'),
      messageId: `<relance-${alarm.incident}-${alarm.event}@relance.invalid>`,
    })
  } finally {
    transport.close()
  }
}
