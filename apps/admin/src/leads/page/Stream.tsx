/** Everything that happened with a lead as one conversation, newest at the bottom. */
import { Box, Button, Typography } from '@mui/material'
import type { Lead, TimelineEntry } from '@relance/contract'
import { instantFormat } from '@relance/contract/instants'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import { useLocaleState } from 'react-admin'
import { DAY } from '../../formats/time.ts'
import { useWords } from '../../i18n/use-words.ts'
import { Failure } from '../../reading/Failure.tsx'
import { Waiting } from '../../reading/Waiting.tsx'
import { request } from '../../providers/request.ts'
import type { RecordOutcomeOf } from './use-lead-outcomes.ts'
import { StreamEntry } from './StreamEntry.tsx'
import { daysOf, type StreamDay, streamOf } from './stream.ts'

/** More than fits a screen, and few enough to be shown at once. */
const SHOWN = 60

export const Stream = ({ lead, record }: { lead: Lead; record: RecordOutcomeOf }) => {
  const translate = useWords()
  const { data, error, refetch } = useQuery<TimelineEntry[], Error>({
    queryKey: ['timeline', lead.id],
    queryFn: async () => (await request<TimelineEntry[]>(`leads/${lead.id}/timeline`)).json,
  })
  const [isWhole, showWhole] = useWhole()
  const items = streamOf(data ?? [])
  const shown = isWhole ? items : items.slice(-SHOWN)
  return (
    <Box
      component="section"
      className="lead-stream"
      // It scrolls: the keyboard must reach it.
      tabIndex={0}
      aria-label={translate('timeline.title')}
      sx={{ paddingX: { xs: 2, sm: 3 }, outlineOffset: -2 }}
    >
      {/* The outer box is upside down: it stays at its end when something is added. */}
      <Box sx={{ width: '100%', maxWidth: 860, marginX: 'auto', paddingY: 2 }}>
        {error && <Failure error={error} retry={refetch} />}
        {!data && !error && <Waiting />}
        {items.length > shown.length && (
          <Button size="small" onClick={showWhole} sx={{ display: 'block', marginX: 'auto', minHeight: 44 }}>
            {translate('lead_page.earlier', { smart_count: items.length - shown.length })}
          </Button>
        )}
        {daysOf(shown).map((day) => (
          <Day key={day.items[0]?.entry.id} day={day} lead={lead} record={record} />
        ))}
      </Box>
    </Box>
  )
}

/** On paper everything is shown. */
function useWhole(): [boolean, () => void] {
  const [isWhole, setIsWhole] = useState(false)
  useEffect(() => {
    const print = (): void => flushSync(() => setIsWhole(true))
    window.addEventListener('beforeprint', print)
    return () => window.removeEventListener('beforeprint', print)
  }, [])
  return [isWhole, () => setIsWhole(true)]
}

interface DayProps {
  day: StreamDay
  lead: Lead
  record: RecordOutcomeOf
}

const Day = ({ day: { day, items }, lead, record }: DayProps) => {
  const nameOf = useDayName()
  return (
    <section>
      <Typography
        variant="caption"
        component="h2"
        color="text.secondary"
        sx={{
          textAlign: 'center',
          fontWeight: 500,
          marginTop: 2,
          marginBottom: 1,
          '&::first-letter': { textTransform: 'uppercase' },
        }}
      >
        {nameOf(day)}
      </Typography>
      <Box
        component="ol"
        sx={{ listStyle: 'none', padding: 0, margin: 0, display: 'flex', flexDirection: 'column', gap: 1.25 }}
      >
        {items.map((item) => (
          <StreamEntry key={`${item.entry.kind} ${item.entry.id}`} item={item} lead={lead} record={record} />
        ))}
      </Box>
    </section>
  )
}

function useDayName(): (day: string) => string {
  const translate = useWords()
  const [locale] = useLocaleState()
  const now = new Date()
  return (day) => {
    if (day === now.toDateString()) return translate('lead_page.today')
    if (day === new Date(now.getTime() - DAY).toDateString()) return translate('lead_page.yesterday')
    const at = new Date(day)
    const year = at.getFullYear() === now.getFullYear() ? {} : { year: 'numeric' as const }
    return instantFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', ...year }).format(at)
  }
}
