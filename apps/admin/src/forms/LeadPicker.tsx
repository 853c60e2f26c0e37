import { Autocomplete, TextField } from '@mui/material'
import type { Lead } from '@relance/contract'
import { useState } from 'react'
import { useGetList } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'

const nameOf = ({ firstName, lastName, company }: Lead): string => `${firstName} ${lastName}`.trim() || company || '—'

interface LeadPickerProps {
  lead: Lead | null
  pick(lead: Lead | null): void
  /** What the lead is picked for; to see a message as they would, unless said otherwise. */
  label?: string
}

/** Picks a real lead; none is picked at first. */
export const LeadPicker = ({ lead, pick, label }: LeadPickerProps) => {
  const translate = useWords()
  const [q, setQ] = useState('')
  const { data = [], error } = useGetList<Lead>('leads', {
    filter: q ? { q } : {},
    sort: { field: 'createdAt', order: 'DESC' },
    pagination: { page: 1, perPage: 20 },
  })
  return (
    <Autocomplete
      size="small"
      options={data}
      noOptionsText={error?.message ?? translate('preview.no_lead')}
      value={lead}
      filterOptions={(options) => options}
      getOptionLabel={nameOf}
      getOptionKey={({ id }) => id}
      isOptionEqualToValue={(one, other) => one.id === other.id}
      onChange={(_, picked) => pick(picked)}
      onInputChange={(_, text, reason) => setQ(reason === 'input' ? text : '')}
      renderInput={(params) => <TextField {...params} label={label ?? translate('preview.seen_by')} />}
      sx={{ maxWidth: 360, marginY: 1 }}
    />
  )
}
