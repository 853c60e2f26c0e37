/** An event that is no message: one quiet line with its details. */
import CallIcon from '@mui/icons-material/CallOutlined'
import EditIcon from '@mui/icons-material/EditOutlined'
import MeetingIcon from '@mui/icons-material/EventOutlined'
import StatusIcon from '@mui/icons-material/FlagOutlined'
import ImportedIcon from '@mui/icons-material/Inventory2Outlined'
import BackIcon from '@mui/icons-material/Replay'
import TimeIcon from '@mui/icons-material/Schedule'
import OtherIcon from '@mui/icons-material/ChatBubbleOutline'
import OutcomeIcon from '@mui/icons-material/TaskAltOutlined'
import { Box, type SvgIconProps, Typography } from '@mui/material'
import type { TimelineEntry } from '@relance/contract'
import type { ComponentType } from 'react'
import { type Translate, useWords } from '../../i18n/use-words.ts'
import { useShortTime } from '../../formats/use-short-time.ts'
import { Changes } from '../../versions/Changes.tsx'
import { differences } from '../../versions/differences.ts'
import { labelOfKey } from './custom-values.ts'
import { useNthEpisode } from './use-nth-episode.ts'
import { Retract } from './Retract.tsx'
import { Hour } from './Hour.tsx'
import type { StreamItem } from './stream.ts'

export const EventLine = ({ item, leadId }: { item: StreamItem; leadId: string }) => {
  const { entry, at } = item
  const Icon = iconOf(entry)
  return (
    <Box
      component="li"
      sx={{
        display: 'grid',
        gridTemplateColumns: '20px minmax(0, 1fr) auto',
        columnGap: 1.25,
        alignItems: 'start',
        textDecoration: entry.isUndone ? 'line-through' : 'none',
      }}
    >
      <Box component="span" sx={{ display: 'grid', placeItems: 'center', height: 20, color: 'text.secondary' }}>
        <Icon sx={{ fontSize: 18 }} aria-hidden />
      </Box>
      <Box sx={{ minWidth: 0 }}>
        <Typography variant="body2" component="div" sx={{ overflowWrap: 'anywhere' }}>
          <Title item={item} />
        </Typography>
        <Detail entry={entry} />
        <Retract entry={entry} leadId={leadId} />
      </Box>
      <Typography variant="caption" color="text.secondary" component="span" noWrap sx={{ lineHeight: '20px' }}>
        <Hour at={at} />
      </Typography>
    </Box>
  )
}

const ICONS: Partial<Record<TimelineEntry['kind'], ComponentType<SvgIconProps>>> = {
  imported: ImportedIcon,
  episode: BackIcon,
}

function iconOf({ kind, action, fields }: TimelineEntry): ComponentType<SvgIconProps> {
  if (kind === 'contact') {
    if (action?.startsWith('call')) return CallIcon
    return action?.startsWith('meeting') ? MeetingIcon : OtherIcon
  }
  if (kind === 'action') return action === 'outcome' ? OutcomeIcon : TimeIcon
  if (kind === 'change') return statusOf(fields) ? StatusIcon : EditIcon
  return ICONS[kind] ?? TimeIcon
}

/** The one field of a change that has a sentence of its own. */
const statusOf = (fields: TimelineEntry['fields']) =>
  fields.find(({ field, before, after }) => field === 'status' && before !== null && after !== null)

const Title = ({ item }: { item: StreamItem }) => {
  const translate = useWords()
  const shortTime = useShortTime()
  const { entry, by } = item
  const { kind, action, details, actorName } = entry
  const who = actorName ?? ''
  const episode = useNthEpisode(entry)
  if (kind === 'relance') {
    const state = translate(`relance.states.${entry.state}`, { _: entry.state ?? '' })
    return [translate('timeline.relance'), state, episode, by].filter(Boolean).join(' · ')
  }
  if (kind === 'episode') {
    const why = translate(`why.begun.${action}`, { _: action ?? '' })
    return translate('timeline.came_back', { episode, rule: details ?? '', why })
  }
  if (kind === 'contact') return translate(`timeline.contacts.${(action ?? '').replace(' ', '_')}`, { who, _: '' })
  if (kind === 'imported') return translate(`timeline.imported.${action}`, { details: details ?? '', _: action ?? '' })
  if (kind === 'action' && details !== null) return doneOf(entry, details, translate, shortTime)
  const status = kind === 'change' ? statusOf(entry.fields) : undefined
  if (status) {
    const nameOf = (code: unknown) => translate(`statuses.${code}`, { _: String(code) })
    return translate('lead_page.status_changed', { who, from: nameOf(status.before), to: nameOf(status.after) })
  }
  return changedOf(entry, translate)
}

/** An outcome by its name, and until when something was put off. */
function doneOf(
  { action, actorName }: TimelineEntry,
  details: string,
  translate: Translate,
  shortTime: (iso: string) => string,
): string {
  const who = actorName ?? ''
  return action === 'outcome'
    ? translate('lead_page.outcome_noted', { who, outcome: translate(`inbox.outcome.${details}`, { _: details }) })
    : translate('lead_page.snoozed_to', { who, when: shortTime(details) })
}

function changedOf({ kind, actorName, action }: TimelineEntry, translate: Translate): string {
  const words = kind === 'action' ? (`timeline.actions.${action}` as const) : (`timeline.changes.${action}` as const)
  const known = kind === 'change' ? translate(`audit.actions.${action}`, { _: action ?? '' }) : (action ?? '')
  return `${actorName} ${translate(words, { _: known })}`
}

/** A change of the company's own fields, one by one. */
function customApart(change: TimelineEntry['fields'][number]): TimelineEntry['fields'] {
  if (change.field !== 'custom') return [change]
  const before = (change.before ?? {}) as Record<string, unknown>
  const after = (change.after ?? {}) as Record<string, unknown>
  return differences(before, after).map(({ field, ...values }) => ({ field: labelOfKey(field), ...values }))
}

/** Describes a note, a plan or a change; a new lead has its values in the details. */
const Detail = ({ entry: { kind, action, message, fields } }: { entry: TimelineEntry }) => {
  if (kind === 'change') {
    const rest = fields.filter(({ field }) => field !== 'status' || !statusOf(fields)).flatMap(customApart)
    const isTold = (action === 'updated' || action === 'opted_out') && rest.length > 0
    return isTold ? <Changes resource="leads" changes={rest} /> : null
  }
  return message ? (
    <Typography
      variant="body2"
      component="div"
      color="text.secondary"
      sx={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}
    >
      {message}
    </Typography>
  ) : null
}
