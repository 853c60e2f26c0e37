import { Autocomplete, TextField } from '@mui/material'
import type { Lead } from '@relance/contract'
import { useState } from 'react'
import { useGetList } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'

const nameOf = ({ firstName, lastName, company }: Lead): string => `${firstName} ${lastName}`.trim() || company || '—'

/** Picks a real lead to try something on; none is picked at first. */
export const LeadPicker = ({ lead, pick }: { lead: Lead | null; pick(lead: Lead | null): void }) => {
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
      renderInput={(params) => <TextField {...params} label={translate('preview.seen_by')} />}
      sx={{ maxWidth: 360, marginY: 1 }}
    />
  )
}
