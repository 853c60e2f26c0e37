/** The mail of the morning, over a real mail server: once over two servers, in the zone and the hours of each person. */
import type { AddressInfo } from 'node:net'
import { timed } from '@relance/relance'
import { SMTPServer } from 'smtp-server'
import { type Config, readConfig } from '../../src/environment/config.ts'
import { changeChoices } from '../../src/notices/devices.ts'
import { DigestSender } from '../../src/notices/digest-sender.ts'
import { CRON_SECRET, makeLead, makeRule, type Person, startTestApi, type TestApi } from '../test-api.ts'

const PUBLIC_URL = 'https://relance.example.com'
const MINUTE = 60_000
/** A Tuesday, 8:00 in Paris, and what is due then was made the evening before. */
const TUESDAY = Date.parse('2026-03-10T07:00:00Z')
const EVENING = Date.parse('2026-03-09T17:00:00Z')

interface ReceivedMail {
  to: string
  text: string
}

let now = EVENING
const clock = (): number => now
const mails: ReceivedMail[] = []
/** What the mail server answers next, instead of taking the mail. */
const refusals: number[] = []
let smtp: SMTPServer
let api: TestApi
let config: Config
let manager: Person
let ada: Person
let people = 0

const query = <Row>(sql: string, parameters: unknown[] = []) => api.test.db.query<Row>(sql, parameters)
const at = (instant: string): void => void (now = Date.parse(instant))

beforeAll(async () => {
  smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, { envelope }, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const responseCode = refusals.shift()
        if (responseCode !== undefined) return done(Object.assign(new Error('Not now'), { responseCode }))
        mails.push({ to: envelope.rcptTo.map(({ address }) => address).join(), text: textOf(Buffer.concat(chunks)) })
        done()
      })
    },
  })
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve))
  const environment = {
    ALARM_MAIL_TO: 'alerts@demo.invalid',
    PUBLIC_URL,
    SMTP_URL: `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`,
  }
  api = await startTestApi(environment, clock)
  const read = readConfig({ DATABASE_URL: api.test.url, CRON_SECRET, ...environment })
  if (!read.ok) throw new Error(read.problems.join())
  config = read.config
  manager = await api.join('manager', 'Mona')
  await makeRule(manager)
})
afterAll(async () => {
  await api?.stop()
  await new Promise<void>((resolve) => smtp.close(resolve))
})

/** A closer of one's own for each test; whoever was there before has nothing more to do. */
beforeEach(async () => {
  now = EVENING
  mails.length = 0
  refusals.length = 0
  await query(`update users set disabled_at = now() where role = 'closer' and disabled_at is null`)
  await query('delete from digests')
  ada = await api.join('closer', `Ada${people++}`)
})

/** Quoted-printable, as a mail program reads it. */
function textOf(mail: Buffer): string {
  const text = mail.toString('latin1').replaceAll(/=\r\n/g, '')
  const bytes = text.replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}

async function makeDue(firstName = 'Zoé'): Promise<string> {
  const leadId = await makeLead(manager, ada.id, firstName)
  // A lead is made by the clock of the database.
  await query('update leads set created_at = $2 where id = $1', [leadId, new Date(now)])
  await api.runNow()
  const [row] = await query<{ id: string }>('select id from relances where lead_id = $1', [leadId])
  return row?.id ?? ''
}

/** As two servers do it at once. */
async function send(): Promise<void> {
  const db = timed({ db: api.test.db, clock })
  await Promise.all([1, 2].map(() => new DigestSender(db, config).send()))
}

it('is sent once over two servers, when the day begins, with a link that opens each relance', async () => {
  const [zoe, lea] = [await makeDue('Zoé'), await makeDue('Léa')]
  now = TUESDAY - MINUTE
  await send()
  expect(mails).toEqual([])
  now = TUESDAY
  await send()
  now = TUESDAY + MINUTE
  await send()
  expect(mails).toHaveLength(1)
  const [mail] = mails
  expect(mail?.to).toBe(`ada${people - 1}@demo.invalid`)
  expect(mail?.text).toContain(`<relance-digest-${ada.id}-2026-03-10@relance.invalid>`)
  expect(mail?.text).toContain(`Zoé · 9 mars, 18:00\r\n${PUBLIC_URL}/#/inbox/${zoe}`)
  expect(mail?.text).toContain(`Léa · 9 mars, 18:00\r\n${PUBLIC_URL}/#/inbox/${lea}`)
  expect(mail?.text).toContain(`${PUBLIC_URL}/#/profile`)
  // Neither a number nor what is written to anybody.
  expect(mail?.text).not.toMatch(/\+33|Bonjour/)
  now = TUESDAY + 24 * 60 * MINUTE
  await send()
  expect(mails).toHaveLength(2)
})

it('says what is overdue or comes that day where the person is, and nothing of tomorrow', async () => {
  const ids = [await makeDue('Hier'), await makeDue('Soir'), await makeDue('Demain')]
  await query(`update users set time_zone = 'Indian/Reunion' where id = $1`, [ada.id])
  const until = async (id: string | undefined, instant: string) =>
    query(`update relances set deliver_at = $2, expires_at = $2::timestamptz + interval '3 days' where id = $1`, [
      id,
      instant,
    ])
  await until(ids[1], '2026-03-10T19:59:00Z')
  await until(ids[2], '2026-03-10T20:01:00Z')
  at('2026-03-10T03:59:00Z')
  await send()
  expect(mails).toEqual([])
  at('2026-03-10T04:00:00Z')
  await send()
  expect(mails[0]?.text).toMatch(/Hier · .*\r\n[^]*Soir · 10 mars, 23:59\r\n/)
  expect(mails[0]?.text).not.toContain('Demain')
})

it('comes at the same hour of the wall on the day after the clocks have changed', async () => {
  await makeDue()
  await query(`update relances set expires_at = '2026-04-10' where closer_id = $1`, [ada.id])
  // 29 March 2026: two o’clock is three o’clock.
  at('2026-03-30T05:59:00Z')
  await send()
  expect(mails).toEqual([])
  at('2026-03-30T06:00:00Z')
  await send()
  expect(mails).toHaveLength(1)
})

it('is not sent to who has switched it off, is away or has settled everything before it leaves', async () => {
  const id = await makeDue()
  const choose = (hasDigest: boolean) => changeChoices(api.test.db, ada.id, { hasDigest })
  await choose(false)
  now = TUESDAY
  await send()
  await choose(true)
  await send()
  expect(mails).toEqual([])

  await query(`insert into absences (user_id, from_on, to_on) values ($1, '2026-03-11', '2026-03-11')`, [ada.id])
  at('2026-03-11T07:00:00Z')
  await send()
  expect(mails).toEqual([])

  at('2026-03-12T07:00:00Z')
  refusals.push(451)
  await send()
  await query(`update relances set state = 'skipped' where id = $1`, [id])
  at('2026-03-12T07:06:00Z')
  await send()
  expect(mails).toEqual([])
})

it('is tried again when the mail server refuses it, and given up before noon', async () => {
  await makeDue()
  now = TUESDAY
  refusals.push(451, 451)
  for (const minutes of [0, 1, 5, 6, 15, 16]) {
    now = TUESDAY + minutes * MINUTE
    await send()
  }
  expect(refusals).toEqual([])
  expect(mails).toHaveLength(1)

  now = TUESDAY + 24 * 60 * MINUTE
  refusals.push(451, 451, 451, 451)
  for (let minutes = 0; minutes < 180; minutes += 5) {
    now = TUESDAY + (24 * 60 + minutes) * MINUTE
    await send()
  }
  expect(mails).toHaveLength(1)
  expect(await query(`select outcome, tries from digests where user_id = $1 and day = '2026-03-11'`, [ada.id])).toEqual(
    [{ outcome: 'given_up', tries: 4 }],
  )
})
