/** How an alarm leaves the server: a POST to a webhook, or a mail. The only importer of nodemailer. */
import nodemailer from 'nodemailer'
import type { Config } from '../config.ts'
import type { AlarmChannel, ScanAlarm } from './scan-incidents.ts'

const TIMEOUT_MS = 10_000

const WORDS: Readonly<Record<string, string>> = {
  late: 'Une exécution prévue n’a pas eu lieu.',
  missed: 'Plusieurs exécutions prévues n’ont pas eu lieu.',
  failing: 'La dernière exécution a échoué.',
  stuck: 'Une exécution ne se termine pas.',
}

/** Nothing of a lead, a person or a message: only that scans do not come, since when, and where to look. */
export interface AlarmText {
  event: 'opened' | 'closed'
  incident: string
  kind: string
  openedAt: string
  closedAt: string | null
  url: string | null
  text: string
}

export function alarmText({ event, incident, kind, openedAt, closedAt }: ScanAlarm, publicUrl?: string): AlarmText {
  const url = publicUrl ? new URL('/#/runs', publicUrl).href : null
  const text =
    event === 'opened'
      ? `Relance : ${WORDS[kind] ?? kind} Les relances attendent.`
      : 'Relance : les exécutions ont repris, tout va bien.'
  return {
    event,
    incident,
    kind,
    openedAt: openedAt.toISOString(),
    closedAt: closedAt?.toISOString() ?? null,
    url,
    text,
  }
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
  const { ALARM_WEBHOOK_URL: hook, ALARM_MAIL_TO: to, ALARM_MAIL_FROM: from, SMTP_URL: smtp } = config
  if (hook) channels.set('webhook', (text) => post(hook, text))
  if (to && smtp) channels.set('mail', (text) => mail(smtp, { to, from: from ?? to }, text))
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

async function mail(url: string, { to, from }: { to: string; from: string }, alarm: AlarmText): Promise<void> {
  const limits = { connectionTimeout: TIMEOUT_MS, greetingTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS }
  const transport = nodemailer.createTransport({ url, ...limits })
  try {
    const lines = [alarm.text, `Depuis : ${alarm.openedAt}`, alarm.closedAt && `Fin : ${alarm.closedAt}`, alarm.url]
    await transport.sendMail({
      to,
      from,
      subject: alarm.text,
      text: lines.filter(Boolean).join('\n'),
      messageId: `<relance-${alarm.incident}-${alarm.event}@relance.invalid>`,
    })
  } finally {
    transport.close()
  }
}
