/** Tests the configured account end to end, for the panel and the command line. */
import { type ConnectionFinding, testConnection } from '@relance/whatsapp'
import type { Config } from '../config.ts'
import { type Account, webhookUrlOf } from './cloud.ts'

/** Of several numbers each is looked at; what concerns the account is told once. `challenge` must not be guessable. */
export async function testAccount(account: Account, config: Config, challenge: string): Promise<ConnectionFinding[]> {
  const { cloud, numberIds, businessAccountId, verifyToken } = account
  const shared = { ...cloud, businessAccountId, webhookUrl: webhookUrlOf(config), verifyToken, challenge }
  const findings: ConnectionFinding[] = []
  for (const [place, phoneNumberId] of numberIds.entries()) {
    const found = await testConnection({ ...shared, phoneNumberId })
    findings.push(...found.filter(({ check }) => place === 0 || check === 'number' || check === 'account'))
  }
  return findings
}
