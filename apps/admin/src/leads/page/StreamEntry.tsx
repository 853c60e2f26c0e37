/** One entry of the conversation: a bubble, a note, or a line. */
import NoteIcon from '@mui/icons-material/StickyNote2Outlined'
import { Box, Typography } from '@mui/material'
import type { Lead } from '@relance/contract'
import { useWords } from '../../i18n/use-words.ts'
import { Hour } from './Hour.tsx'
import { EventLine } from './EventLine.tsx'
import { Retract } from './Retract.tsx'
import { Said } from './Said.tsx'
import type { StreamItem } from './stream.ts'
import type { RecordOutcomeOf } from './use-lead-outcomes.ts'

interface Props {
  item: StreamItem
  lead: Lead
  record: RecordOutcomeOf
}

export const StreamEntry = ({ item, lead, record }: Props) => {
  const leadId = String(lead.id)
  if (item.kind === 'said' || item.kind === 'draft') return <Said item={item} name={lead.firstName} record={record} />
  if (item.kind === 'note') return <Note item={item} leadId={leadId} />
  return <EventLine item={item} leadId={leadId} />
}

const Note = ({ item: { entry }, leadId }: { item: StreamItem; leadId: string }) => {
  const translate = useWords()
  return (
    <Box
      component="li"
      sx={{
        border: 1,
        borderColor: 'divider',
        borderRadius: 2,
        bgcolor: 'background.default',
        paddingX: 1.5,
        paddingY: 1,
      }}
    >
      <Typography variant="body2" component="div" sx={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
        {entry.message}
      </Typography>
      <Typography
        variant="caption"
        color="text.secondary"
        component="div"
        sx={{ display: 'flex', alignItems: 'center', gap: 0.5, flexWrap: 'wrap' }}
      >
        <NoteIcon fontSize="inherit" aria-hidden />
        <span>
          {translate('timeline.note', { who: entry.actorName ?? '' })} · <Hour at={entry.at} />
        </span>
        <Retract entry={entry} leadId={leadId} />
      </Typography>
    </Box>
  )
}
