/** How an alarm leaves the server: a POST to a webhook, or a mail. The only importer of nodemailer. */
import { alarmWords, type Language, type ScanTrouble } from '@relance/contract'
import nodemailer from 'nodemailer'
import type { Config } from '../config.ts'
import type { AlarmChannel, ScanAlarm } from './scan-incidents.ts'

const TIMEOUT_MS = 10_000

/** Nothing of a lead, a person or a message: only that scans do not come, since when, and where to look. */
export interface AlarmText {
  event: 'opened' | 'closed'
  incident: string
  kind: ScanTrouble
  openedAt: string
  closedAt: string | null
  url: string | null
  text: string
}

export function alarmText(
  { event, incident, kind, openedAt, closedAt }: ScanAlarm,
  { ALARM_LANGUAGE, PUBLIC_URL }: Config,
): AlarmText {
  const facts = { event, kind, openedAt: openedAt.toISOString(), closedAt: closedAt?.toISOString() ?? null }
  const url = PUBLIC_URL ? new URL('/#/runs', PUBLIC_URL).href : null
  return { ...facts, incident, url, text: alarmWords(ALARM_LANGUAGE, facts).text }
}

/** Told once for each of the two; the panel shows it for as long as it lasts. */
export function budgetAlarm(
  { level, month }: { level: 'alert' | 'spent'; month: string },
  now: number,
  publicUrl?: string,
): AlarmText {
  return {
    event: 'opened',
    incident: `budget-${month}-${level}`,
    kind: `budget_${level}`,
    openedAt: new Date(now).toISOString(),
    closedAt: null,
    url: publicUrl ? new URL('/#/whatsapp', publicUrl).href : null,
    text:
      level === 'spent'
        ? `Relance : le budget WhatsApp de ${month} est épuisé, plus rien ne part.`
        : `Relance : le budget WhatsApp de ${month} est entamé à plus de 80 %.`,
  }
}

type Send = (text: AlarmText) => Promise<void>

/** The channels that the configuration names; sending throws when it did not arrive. */
export function alarmChannels(config: Config): Map<AlarmChannel, Send> {
  const channels = new Map<AlarmChannel, Send>()
  const { ALARM_WEBHOOK_URL: hook, ALARM_MAIL_TO: to, ALARM_MAIL_FROM: from, SMTP_URL: smtp, ALARM_LANGUAGE } = config
  if (hook) channels.set('webhook', (text) => post(hook, text))
  if (to && smtp) channels.set('mail', (text) => mail(smtp, { to, from: from ?? to, language: ALARM_LANGUAGE }, text))
  return channels
}

async function post(url: string, text: AlarmText): Promise<void> {
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

async function mail(
  url: string,
  { to, from, language }: { to: string; from: string; language: Language },
  alarm: AlarmText,
): Promise<void> {
  const limits = { connectionTimeout: TIMEOUT_MS, greetingTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS }
  const transport = nodemailer.createTransport({ url, ...limits })
  try {
    const { lines } = alarmWords(language, alarm)
    await transport.sendMail({
      to,
      from,
      subject: alarm.text,
      text: [alarm.text, ...lines, alarm.url].filter(Boolean).join('\n'),
      messageId: `<relance-${alarm.incident}-${alarm.event}@relance.invalid>`,
    })
  } finally {
    transport.close()
  }
}
