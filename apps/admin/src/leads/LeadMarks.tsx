/** Where a lead stands, and what is pinned on it. */
import { Box, Chip } from '@mui/material'
import type { Lead } from '@relance/contract'
import { phoneWords } from '../formats/phone-words.ts'
import type { StatusColour } from '@relance/contract/settings-registry'
import { useWords } from '../i18n/use-words.ts'
import { Dot } from '../parts/Dot.tsx'
import { useStatusColour, useStatusWords } from './page/use-statuses.ts'

/** Colours of the built-in statuses, until somebody chooses others. */
const AT_FIRST: Readonly<Record<string, StatusColour>> = {
  new: 'blue',
  contacted: 'violet',
  meeting: 'green',
  proposal: 'ochre',
  won: 'forest',
}

/** The word, with a dot for those who scan the column. */
export const LeadStatus = ({ status }: { status: string }) => {
  const wordsOf = useStatusWords()
  const colourOf = useStatusColour()
  return (
    <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.75, whiteSpace: 'nowrap' }}>
      <Dot colour={colourOf(status) ?? AT_FIRST[status] ?? 'grey'} />
      {wordsOf(status)}
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
