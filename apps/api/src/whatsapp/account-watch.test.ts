import type { Db } from '@relance/relance'
import { Logger } from '@nestjs/common'
import type { Config } from '../environment/config.ts'
import { AccountWatch } from './account-watch.ts'

beforeAll(() => Logger.overrideLogger(false))

it('a look that meets one under way comes again, and does not wait for the next hour', async () => {
  const asked: string[] = []
  let answer: (rows: never[]) => void = () => undefined
  const query = (sql: string) => {
    asked.push(sql)
    return new Promise<never[]>((resolve) => void (answer = resolve))
  }
  const db = { query, transaction: () => Promise.reject(new Error('Nothing is written.')) } as unknown as Db
  const config = {
    ...{ WHATSAPP_TOKEN: 't', WHATSAPP_PHONE_NUMBER_ID: ['1'], WHATSAPP_BUSINESS_ACCOUNT_ID: '2' },
    ...{ WHATSAPP_APP_SECRET: 's', WHATSAPP_VERIFY_TOKEN: 'v', WHATSAPP_API_URL: 'http://127.0.0.1:9' },
    ...{ WHATSAPP_API_VERSION: 'v24.0', WHATSAPP_TIMEOUT_SECONDS: 1, WHATSAPP_MARKETING_API: 'false' },
  } as unknown as Config
  const watch = new AccountWatch(db, () => 1_800_000_000_000, config)
  const told = watch.lookAtTold()
  await watch.look()
  answer([])
  await told
  const before = asked.length
  const look = watch.look()
  expect(asked.length).toBe(before + 1)
  answer([])
  await look
})
