/** Tests the configured account end to end, for the panel and the command line. */
import { randomBytes } from 'node:crypto'
import { type ConnectionReport, connectionWords, type Language } from '@relance/contract'
import type { Db } from '@relance/relance'
import { type ConnectionFinding, type NeededTemplate, testConnection, whatsApp } from '@relance/whatsapp'
import type { WhatsAppConfig } from '../environment/config.ts'
import { type Account, accountOf, webhookUrlOf } from './cloud.ts'

/** What is, and what to do about it, in the caller's language. */
export async function checkConnection(
  db: Pick<Db, 'query'>,
  config: WhatsAppConfig,
  language: Language,
): Promise<ConnectionReport> {
  const account = accountOf(config)
  if (!account) return { isConfigured: false, ok: false, numberId: null, findings: [] }
  const needs = { neededTemplates: await neededTemplates(db), messagesPerSecond: await readPace(db) }
  const findings = await testAccount(account, config, needs)
  return {
    isConfigured: true,
    ok: findings.every(({ ok }) => ok),
    numberId: account.numberIds[0] ?? null,
    findings: findings.map((finding) => ({ ...finding, ...connectionWords(language, finding) })),
  }
}

/** What is another for each of several numbers. */
const OF_THE_NUMBER: readonly ConnectionFinding['check'][] = ['number', 'throughput', 'app', 'account']

/** Of several numbers each is looked at; what concerns the account is told once. */
async function testAccount(
  account: Account,
  config: WhatsAppConfig,
  needs: { neededTemplates: readonly NeededTemplate[]; messagesPerSecond: number },
): Promise<ConnectionFinding[]> {
  const { cloud, numberIds, businessAccountId, verifyToken, appSecret } = account
  const challenge = randomBytes(16).toString('hex')
  const webhookUrl = webhookUrlOf(config)
  const shared = { ...cloud, businessAccountId, webhookUrl, verifyToken, appSecret, challenge, ...needs }
  const findings: ConnectionFinding[] = []
  for (const [place, phoneNumberId] of numberIds.entries()) {
    const found = await testConnection({ ...shared, phoneNumberId })
    findings.push(...found.filter(({ check }) => place === 0 || OF_THE_NUMBER.includes(check)))
  }
  return findings
}

async function readPace(db: Pick<Db, 'query'>): Promise<number> {
  const [row] = await db.query<{ pace: number }>('select messages_per_second as pace from whatsapp_settings')
  return row?.pace ?? 0
}

/** What the active rules send with. */
function neededTemplates(db: Pick<Db, 'query'>): Promise<NeededTemplate[]> {
  return db.query<NeededTemplate>(
    `select distinct t.whatsapp_name as name, t.whatsapp_language as language
       from rules r join templates t on t.id = any(r.template_ids)
      where r.active and r.channel = $1 and t.whatsapp_name is not null and t.whatsapp_language is not null
      order by 1, 2`,
    [whatsApp.key],
  )
}
