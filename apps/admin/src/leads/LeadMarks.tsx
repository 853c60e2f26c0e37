/** Where a lead stands, and what is pinned on it. */
import { Box, Chip } from '@mui/material'
import type { Lead } from '@relance/contract'
import { phoneWords } from '../formats/phone-words.ts'
import { useWords } from '../i18n/use-words.ts'

const COLOURS: Readonly<Record<string, string>> = {
  new: 'info.main',
  contacted: 'primary.main',
  meeting: 'warning.main',
  proposal: 'warning.main',
  won: 'success.main',
}

/** The word, with a dot for those who scan the column. */
export const LeadStatus = ({ status }: { status: string }) => {
  const translate = useWords()
  return (
    <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.75, whiteSpace: 'nowrap' }}>
      <Box
        component="span"
        sx={{ width: 8, height: 8, borderRadius: 4, bgcolor: COLOURS[status] ?? 'text.disabled' }}
      />
      {translate(`statuses.${status}`, { _: status })}
    </Box>
  )
}

/** Nothing once erased. */
export const Phone = ({ lead: { phone, erasedAt } }: { lead: Lead }) => {
  const translate = useWords()
  return <span>{phone === null && !erasedAt ? translate('resources.leads.number_hidden') : phoneWords(phone)}</span>
}

export const Tags = ({ lead: { tags, optedOutAt, pausedUntil } }: { lead: Lead }) => (
  <Box component="span" sx={{ display: 'inline-flex', gap: 0.5, flexWrap: 'wrap' }}>
    {optedOutAt && <State word="lead.opted_out" />}
    {pausedUntil && new Date(pausedUntil) > new Date() && <State word="lead.paused" />}
    {tags.map((tag) => (
      <Chip key={tag} size="small" label={tag} />
    ))}
  </Box>
)

const State = ({ word }: { word: 'lead.opted_out' | 'lead.paused' }) => {
  const translate = useWords()
  return <Chip size="small" color="warning" variant="outlined" sx={{ color: 'text.primary' }} label={translate(word)} />
}
