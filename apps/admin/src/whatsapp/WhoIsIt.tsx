/** What people sent whom nobody here knows: a person says who they are, makes a lead of them, or sets them aside. */
import { Box, Button, Stack, Typography } from '@mui/material'
import type { Lead, UnknownEvent } from '@relance/contract'
import { instantFormat } from '@relance/contract/instants'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocaleState } from 'react-admin'
import { LeadPicker } from '../forms/LeadPicker.tsx'
import { useWords } from '../i18n/use-words.ts'
import { Panel } from '../parts/Panel.tsx'
import { request } from '../providers/request.ts'
import { useAct } from './use-whatsapp.ts'

const MAX_SHOWN = 100

async function readUnknown(): Promise<UnknownEvent[]> {
  const range = new URLSearchParams({ range: JSON.stringify([0, MAX_SHOWN - 1]) })
  return (await request<UnknownEvent[]>(`whatsapp/unknown-events?${range.toString()}`)).json
}

/** The events of one person, the latest first. */
function byPerson(events: readonly UnknownEvent[]): UnknownEvent[][] {
  const people = new Map<string, UnknownEvent[]>()
  for (const event of events) {
    const name = event.userId ?? event.phone ?? event.username ?? event.id
    people.set(name, [...(people.get(name) ?? []), event])
  }
  return [...people.values()]
}

export const WhoIsIt = () => {
  const translate = useWords()
  const reading = useQuery<UnknownEvent[], Error>({ queryKey: ['whatsapp', 'unknown-events'], queryFn: readUnknown })
  const people = byPerson(reading.data ?? [])
  return (
    <Panel title={translate('whatsapp.who.title')} summary={translate('whatsapp.who.hint')} reading={reading}>
      {people.length === 0 ? (
        <Typography>{translate('whatsapp.who.none')}</Typography>
      ) : (
        <Box component="ul" sx={{ listStyle: 'none', padding: 0, margin: 0 }}>
          {people.map((events) => (
            <Person key={events[0]?.id} events={events} />
          ))}
        </Box>
      )}
    </Panel>
  )
}

const Person = ({ events }: { events: readonly UnknownEvent[] }) => {
  const translate = useWords()
  const [locale] = useLocaleState()
  const [latest] = events
  if (!latest) return null
  const format = instantFormat(locale, { dateStyle: 'short', timeStyle: 'short' })
  const username = latest.username && `@${latest.username}`
  const name = latest.phone ?? username ?? translate('whatsapp.who.hidden')
  return (
    <Box component="li" sx={{ paddingY: 1.5, borderTop: 1, borderColor: 'divider' }}>
      <Typography variant="subtitle2" component="h3">
        {[name, latest.phone && username].filter(Boolean).join(' · ')}
      </Typography>
      {events.slice(0, 5).map((event) => (
        <Typography key={event.id} variant="body2" sx={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
          {format.format(new Date(event.at))} · <Said event={event} />
        </Typography>
      ))}
      <Answers event={latest} name={name} />
    </Box>
  )
}

/** What the person said or did. */
const Said = ({ event: { kind, content, text, wantsMarketing } }: { event: UnknownEvent }) => {
  const translate = useWords()
  if (kind === 'preference') return translate(`whatsapp.who.${wantsMarketing ? 'resumes' : 'leaves'}`)
  if (kind !== 'inbound' && !text) return translate(`whatsapp.who.${kind}`)
  return text ? <q>{text}</q> : translate(`whatsapp.who.contents.${content ?? 'other'}`, { _: '' })
}

const Answers = ({ event, name }: { event: UnknownEvent; name: string }) => {
  const translate = useWords()
  const act = useAct()
  const [isBusy, setIsBusy] = useState(false)
  const [lead, pick] = useState<Lead | null>(null)
  const answer = (what: string, body: unknown): void => {
    setIsBusy(true)
    void act(`whatsapp/unknown-events/${event.id}/${what}`, { body }).finally(() => setIsBusy(false))
  }
  const button = (what: string, { body, isReady = true }: { body: unknown; isReady?: boolean }) => (
    <Button
      variant="outlined"
      disabled={isBusy || !isReady}
      aria-label={translate('shell.pair', { name: translate(`whatsapp.who.${what}`, { _: what }), value: name })}
      onClick={() => answer(what, body)}
    >
      {translate(`whatsapp.who.${what}`, { _: what })}
    </Button>
  )
  return (
    <>
      <LeadPicker lead={lead} pick={pick} label={translate('whatsapp.who.which')} />
      <Stack direction="row" spacing={1} useFlexGap flexWrap="wrap">
        {button('attach', { body: { leadId: lead?.id }, isReady: lead !== null })}
        {(event.phone ?? event.userId) && button('lead', { body: event.username ? { firstName: event.username } : {} })}
        {button('set-aside', { body: undefined })}
      </Stack>
    </>
  )
}
