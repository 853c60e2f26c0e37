import type { Db } from '@relance/relance'
import { Logger } from '@nestjs/common'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Config } from '../environment/config.ts'
import { AccountWatch } from './account-watch.ts'

beforeAll(() => Logger.overrideLogger(false))

const configOf = (url: string): Config =>
  ({
    ...{ WHATSAPP_TOKEN: 't', WHATSAPP_PHONE_NUMBER_ID: ['1'], WHATSAPP_BUSINESS_ACCOUNT_ID: '2' },
    ...{ WHATSAPP_APP_SECRET: 's', WHATSAPP_VERIFY_TOKEN: 'v', WHATSAPP_API_URL: url },
    ...{ WHATSAPP_API_VERSION: 'v24.0', WHATSAPP_TIMEOUT_SECONDS: 1, WHATSAPP_MARKETING_API: 'false' },
  }) as unknown as Config

it('a look that meets one under way comes again, and does not wait for the next hour', async () => {
  const asked: string[] = []
  let answer: (rows: never[]) => void = () => undefined
  const query = (sql: string) => {
    asked.push(sql)
    return new Promise<never[]>((resolve) => void (answer = resolve))
  }
  const db = { query, transaction: () => Promise.reject(new Error('Nothing is written.')) } as unknown as Db
  const watch = new AccountWatch(db, () => 1_800_000_000_000, configOf('http://127.0.0.1:9'))
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

describe('with an account that answers', () => {
  const lists: string[] = []
  const server = createServer(({ url = '' }, response) => {
    if (url.includes('message_templates')) lists.push(url)
    response.end('{"data":[]}')
  })
  beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)))
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })
  const asked: string[] = []
  let now = 1_800_000_000_000
  let toldAt: number | null = null
  let watch: AccountWatch
  beforeEach(() => {
    lists.length = asked.length = 0
    const query = async (sql: string) => {
      asked.push(sql)
      if (sql.includes('set reread_at = null')) toldAt = null
      return /^select .* as (now|at)/.test(sql) ? [{ now, at: toldAt }] : []
    }
    const db = { query, transaction: (work: (tx: unknown) => unknown) => work(db) } as unknown as Db
    watch = new AccountWatch(db, () => now, configOf(`http://127.0.0.1:${(server.address() as AddressInfo).port}`))
  })

  it('the list is read at the first news, and not again within ten seconds while more is told', async () => {
    const reads: number[] = []
    for (let second = 0; second <= 10; second += 2) {
      toldAt = now
      await watch.lookAtTold()
      reads.push(lists.length)
      now += 2_000
    }
    expect(reads).toEqual([1, 1, 1, 1, 1, 2])
  })

  it('rules are looked at each minute without the list, so that those whose mapping was mended go on', async () => {
    await watch.look()
    const looks = () => asked.filter((sql) => sql.includes('from rules r')).length
    const before = looks()
    now += 60_000
    await watch.look()
    expect([lists.length, looks()]).toEqual([1, before + 1])
  })
})
