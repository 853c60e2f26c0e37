/** What was said by WhatsApp: the lead on the left, we on the right, each with what became of it; dashed while it is not sent. */
import MoreIcon from '@mui/icons-material/MoreHoriz'
import { Box, IconButton, Menu, MenuItem, Typography } from '@mui/material'
import type { TimelineEntry } from '@relance/contract'
import { useState } from 'react'
import { type Translate, useWords } from '../../i18n/use-words.ts'
import { isAnswerable, OUTCOME_KEYS } from '../../inbox/outcomes.ts'
import { SendState } from '../../whatsapp/SendState.tsx'
import { PRICE_DECIMALS, useMoney } from '../../whatsapp/use-money.ts'
import { Hour } from './Hour.tsx'
import { useNthEpisode } from './use-nth-episode.ts'
import type { StreamItem } from './stream.ts'
import type { RecordOutcomeOf } from './use-lead-outcomes.ts'

/** Kinds of content that need no label beside their text. */
const PLAIN = ['text', 'button', 'interactive', 'reaction']

interface Props {
  item: StreamItem
  /** Of the lead; may be empty. */
  name: string
  record: RecordOutcomeOf
}

export const Said = ({ item, name, record }: Props) => {
  const translate = useWords()
  const { entry, kind } = item
  const isTheirs = entry.kind === 'received'
  const isDraft = kind === 'draft'
  const media = mediaOf(entry, translate)
  return (
    <Box
      component="li"
      sx={{
        alignSelf: isTheirs ? 'flex-start' : 'flex-end',
        maxWidth: { xs: '88%', sm: '75%' },
        minWidth: 0,
        display: 'flex',
        flexDirection: 'column',
        alignItems: isTheirs ? 'flex-start' : 'flex-end',
      }}
    >
      <Box
        sx={{
          paddingX: 1.75,
          paddingY: 1,
          borderRadius: isTheirs ? '18px 18px 18px 4px' : '18px 18px 4px 18px',
          whiteSpace: 'pre-line',
          overflowWrap: 'anywhere',
          ...(isDraft
            ? { border: '1px dashed', borderColor: 'text.secondary' }
            : { bgcolor: isTheirs ? 'action.selected' : ourColour, printColorAdjust: 'exact' }),
        }}
      >
        {media && <i>{media}</i>}
        {media && entry.message && <br />}
        {entry.message}
      </Box>
      <Caption item={item} name={name} record={record} />
      {entry.kind === 'relance' && entry.details !== null && <Written text={entry.details} />}
    </Box>
  )
}

const ourColour = ({ palette }: { palette: { mode: string } }): string =>
  palette.mode === 'dark' ? '#14352a' : '#e0f2e7'

const Caption = ({ item, name, record }: Props) => {
  const translate = useWords()
  const { entry, at, track, kind } = item
  const { state } = entry
  const episode = useNthEpisode(entry)
  const canBeAnswered = entry.kind === 'relance' && isAnswerable(state)
  return (
    <Typography
      variant="caption"
      color="text.secondary"
      component="div"
      sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 0.5, paddingX: 0.75 }}
    >
      <span>
        {[whoOf(item, name, translate), episode].filter(Boolean).join(' · ')}
        {kind === 'draft' || state === null ? '' : ' · '}
      </span>
      {kind !== 'draft' && state !== null && <SendState state={state} />}
      {kind !== 'draft' && (
        <span>
          · <Hour at={at} />
        </span>
      )}
      {track.readAt && (
        <span>
          · {translate('lead_page.read')} <Hour at={track.readAt} />
        </span>
      )}
      <Price cost={track.cost} />
      {canBeAnswered && <OutcomeMenu choose={(outcome) => void record(entry.id, outcome)} />}
      <Trouble entry={entry} trouble={track.trouble} />
    </Typography>
  )
}

function whoOf({ entry, by, kind }: StreamItem, name: string, translate: Translate): string {
  if (entry.kind === 'received') return name || translate('conversation.lead')
  if (entry.kind === 'written') return translate('conversation.phone')
  if (entry.kind === 'answer') return entry.actorName ?? translate('conversation.us')
  const relance = translate('timeline.relance')
  if (kind === 'draft') return `${relance} · ${translate(`relance.states.${entry.state}`, { _: '' })}`
  return by === null ? relance : `${relance} · ${by}`
}

const Price = ({ cost }: { cost: TimelineEntry['cost'] }) => {
  const translate = useWords()
  const money = useMoney(cost?.currency ?? 'EUR', PRICE_DECIMALS)
  return cost && <span>· {cost.amount === 0 ? translate('timeline.free') : money(cost.amount)}</span>
}

/** Why it did not reach the lead, in our words and in WhatsApp’s. */
const Trouble = ({ entry, trouble }: { entry: TimelineEntry; trouble: TimelineEntry | null }) => {
  const translate = useWords()
  const isRefused = entry.kind === 'answer' && entry.state === 'failed'
  const { reason = null, details = null } = trouble ?? {}
  const why = reason === null ? '' : translate(`whatsapp.reasons.${reason}`, { _: '' })
  const words = [why, details, isRefused && entry.details].filter(Boolean).join(' · ')
  return words ? (
    <Box component="span" sx={{ color: 'error.main', flexBasis: '100%' }}>
      {words}
    </Box>
  ) : null
}

/** Labels content that is not text. */
function mediaOf({ kind, action }: TimelineEntry, translate: Translate): string {
  if ((kind !== 'received' && kind !== 'written') || action === null || PLAIN.includes(action)) return ''
  return translate(`conversation.media.${action}`, { _: '' })
}

/** What the template said, where a person has changed the words. */
const Written = ({ text }: { text: string }) => {
  const translate = useWords()
  return (
    <Typography variant="caption" component="details" color="text.secondary" sx={{ paddingX: 0.75 }}>
      <summary>{translate('timeline.changed')}</summary>
      <Box sx={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>{text}</Box>
    </Typography>
  )
}

/** What came of this very relance, also of an older one. */
const OutcomeMenu = ({ choose }: { choose(outcome: (typeof OUTCOME_KEYS)[number]): void }) => {
  const translate = useWords()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  return (
    <>
      <IconButton
        size="small"
        aria-label={translate('lead_page.outcome_of')}
        title={translate('lead_page.outcome_of')}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={({ currentTarget }) => setAnchor(currentTarget)}
        sx={{ width: { xs: 44, md: 28 }, height: 28 }}
      >
        <MoreIcon fontSize="small" />
      </IconButton>
      <Menu open={anchor !== null} anchorEl={anchor} onClose={() => setAnchor(null)}>
        {OUTCOME_KEYS.map((outcome) => (
          <MenuItem
            key={outcome}
            onClick={() => {
              setAnchor(null)
              choose(outcome)
            }}
          >
            {translate(`inbox.outcome.${outcome}`)}
          </MenuItem>
        ))}
      </Menu>
    </>
  )
}
