/** What went through WhatsApp between us and one person, to be handed over. */
import type { Db } from '@relance/relance'

export async function readMessages(db: Db, leadId: string) {
  const [contact = null] = await db.query(
    'select last_inbound_at as "lastInboundAt" from whatsapp_contacts where lead_id = $1',
    [leadId],
  )
  const identities = await db.query(
    `select kind, value, learnt_from as "learntFrom", learnt_at as "learntAt" from whatsapp_identities
      where lead_id = $1 order by learnt_at, kind, value`,
    [leadId],
  )
  const received = await db.query(
    'select at, content, text from whatsapp_messages where lead_id = $1 order by at, id',
    [leadId],
  )
  const sent = await db.query(
    `select s.relance_id as "relanceId", s.template_name as "templateName", s.taken_at as "takenAt",
            s.accepted_at as "acceptedAt", s.delivered_at as "deliveredAt", s.read_at as "readAt", s.failed_at as "failedAt",
            s.error_details as "errorDetails"
       from whatsapp_sends s join relances r on r.id = s.relance_id where r.lead_id = $1 order by s.taken_at`,
    [leadId],
  )
  const answers = await db.query(
    `select text, taken_at as "takenAt", accepted_at as "acceptedAt", delivered_at as "deliveredAt", read_at as "readAt",
            failed_at as "failedAt" from whatsapp_answers where lead_id = $1 order by taken_at, id`,
    [leadId],
  )
  return { contact, identities, received, sent, answers }
}
