/** Messages that ask to stop, or seem to: opted out at once, or held until a person answers. */
import { answerStop, explainLead, run, undoStopAnswer } from '@relance/relance'
import type { ChannelEvent } from '@relance/relance/core'
import { addRule } from '@relance/testing'
import {
  DAY,
  host,
  HOUR,
  inbound,
  one,
  pumpAll,
  queue,
  scene,
  states,
  tell,
  useDelivery,
} from '../test/delivery-fixture.ts'

useDelivery()

const MONA = { id: null, name: 'Mona', isManager: true }
const leadId = async () => String((await one('select id from leads'))?.id)
const wishes = () =>
  scene.db.query('select wish, message, opts_out as "optsOut" from stop_wishes order by asked_at, id')

const named = (event: ChannelEvent, messageId: string): ChannelEvent =>
  event.kind === 'inbound' ? { ...event, messageId } : event

/** A lead with one message queued by a rule that does not stop on a reply. */
async function queued(): Promise<void> {
  await queue(1)
  await scene.db.query(`update rules set stop_on = '{}'`)
}

it('a certain wish opts the lead out at once, with the sentence as evidence', async () => {
  await queued()
  await tell(inbound("stop svp arrêtez de m'écrire"))
  await pumpAll()
  expect(scene.sent).toHaveLength(0)
  expect(await wishes()).toEqual([{ wish: 'certain', message: "stop svp arrêtez de m'écrire", optsOut: true }])
  expect(await one('select opted_out_at is not null as out, stop_suspected_at as asked from leads')).toEqual({
    out: true,
    asked: null,
  })
  expect(await scene.db.query(`select from audit_events where resource = 'stop_wishes'`)).toHaveLength(1)
  const [kept] = await scene.db.query(
    `select c.after::text as kept from audit_changes c join audit_events e on e.id = c.event_id where e.resource = 'stop_wishes'`,
  )
  expect(JSON.stringify(kept)).not.toContain('arrêtez')
})

it('a suspected wish holds every rule, in sending too, and an answer of no releases all of it', async () => {
  await queued()
  const closers = await addRule(scene.db, { priority: -5 })
  await tell(inbound("Stop, c'est bon j'ai signé"))
  await pumpAll()
  expect(scene.sent).toHaveLength(0)
  expect(await one('select state, reason from relances')).toEqual({ state: 'queued', reason: 'stop_suspected' })
  scene.now += 7 * DAY
  const report = await run(host(), { trigger: 'manual' })
  expect(report).toMatchObject({ recorded: 0, skipped: { stop_suspected: expect.any(Number) } })
  await pumpAll()
  expect(await states()).toEqual({ queued: 1 })
  const explained = await explainLead(scene.db, await leadId(), scene.now)
  expect(explained?.rules.find(({ ruleId }) => ruleId === closers)).toMatchObject({ reason: 'stop_suspected' })

  expect(await answerStop(host(), await leadId(), false, MONA)).toEqual({ ok: true })
  expect(await answerStop(host(), await leadId(), false, MONA)).toEqual({ ok: false, refused: 'no_stop_question' })
  await pumpAll()
  expect(scene.sent).toHaveLength(1)
  scene.now += DAY
  expect(await run(host(), { trigger: 'manual' })).toMatchObject({ recorded: 1 })
  expect(await wishes()).toMatchObject([{ wish: 'suspected', optsOut: false }])
})

it('an answer of yes opts out, and is taken back', async () => {
  await queued()
  await tell(inbound('Pas la peine de me relancer'))
  expect(await answerStop(host(), await leadId(), true, MONA)).toEqual({ ok: true })
  expect(await states()).toEqual({ withdrawn: 1 })
  scene.now += 60_000
  expect(await undoStopAnswer(host(), await leadId(), MONA)).toEqual({ ok: true })
  expect(await one('select opted_out_at as out, stop_suspected_at is not null as asked from leads')).toEqual({
    out: null,
    asked: true,
  })
  expect(await states()).toEqual({ queued: 1 })
  expect(await wishes()).toMatchObject([{ optsOut: null }])
})

it('a question ends with a later certain wish, and a message that is told again asks nothing again', async () => {
  await queued()
  const message = inbound('Inutile de me relancer')
  await tell(message)
  await answerStop(host(), await leadId(), false, MONA)
  scene.now += HOUR
  await scene.db.query('delete from whatsapp_events')
  await tell(message)
  expect(await one('select stop_suspected_at as asked from leads')).toEqual({ asked: null })
  await tell(named(inbound('n’insistez pas'), 'wamid.two'))
  await tell(named(inbound('STOP'), 'wamid.three'))
  expect(await one('select stop_suspected_at as asked, opted_out_at is not null as out from leads')).toEqual({
    asked: null,
    out: true,
  })
  expect(await wishes()).toMatchObject([{ optsOut: false }, { optsOut: true }, { optsOut: true }])
})

it('who has opted out, submits a form and writes STOP after it is not asked about any more', async () => {
  await queued()
  const at = (instant: number) => [new Date(instant)]
  await scene.db.query('update leads set opted_out_at = $1', at(scene.now - 2 * DAY))
  await scene.db.query('update leads set submitted_at = $1', at(scene.now - DAY))
  const open = () => scene.db.query(`select source from stop_wishes where answered_at is null`)
  expect(await open()).toEqual([{ source: 'submission' }])
  await tell(inbound('STOP'))
  expect(await open()).toEqual([])
  expect(await one('select opted_out_at is not null as out from leads')).toEqual({ out: true })
})
