/** What is known of a lead, each value changed where it stands. */
import CloseIcon from '@mui/icons-material/Close'
import { Box, IconButton, Typography } from '@mui/material'
import type { Lead } from '@relance/contract'
import { FORM_FIELDS, type FormField, LEAD_FIELDS } from '@relance/contract/lead-fields'
import { usePermissions } from 'react-admin'
import { useAgo } from '../../formats/use-ago.ts'
import { useWords } from '../../i18n/use-words.ts'
import { CustomFields } from './CustomFields.tsx'
import { DetailField } from './DetailField.tsx'

/** The head shows and changes it. */
const SHOWN: readonly FormField[] = FORM_FIELDS.filter((name) => name !== 'status')

export const Details = ({ lead, close }: { lead: Lead; close?(): void }) => {
  const translate = useWords()
  const { permissions } = usePermissions<string>()
  const isCloser = permissions === 'closer'
  const isErased = lead.erasedAt !== null
  return (
    <Box sx={{ padding: 2.5, overflowY: 'auto' }}>
      <Box sx={{ display: 'flex', alignItems: 'center', minHeight: 32 }}>
        <Typography variant="h6" component="h2" id="lead-details" sx={{ flexGrow: 1 }}>
          {translate('lead.details')}
        </Typography>
        {close && (
          <IconButton onClick={close} edge="end" aria-label={translate('ra.action.close')}>
            <CloseIcon />
          </IconButton>
        )}
      </Box>
      <Box component="dl" sx={{ margin: 0 }}>
        {SHOWN.map((name) => (
          <DetailField
            key={name}
            lead={lead}
            name={name}
            isReadOnly={isErased || (isCloser && LEAD_FIELDS[name].changedBy === 'manager')}
          />
        ))}
      </Box>
      <CustomFields lead={lead} isReadOnly={isErased} />
      <Followed lead={lead} />
    </Box>
  )
}

/** What the engine counts. */
const Followed = ({ lead }: { lead: Lead }) => {
  const translate = useWords()
  const ago = useAgo()
  return (
    <Typography variant="body2" color="text.secondary" component="p" sx={{ marginTop: 2 }}>
      {translate('lead.relances', { smart_count: lead.relanceCount })}
      {lead.lastRelanceAt &&
        Date.parse(lead.lastRelanceAt) < Date.now() &&
        ` · ${translate('lead_page.last_relance', { ago: ago(lead.lastRelanceAt) })}`}
    </Typography>
  )
}
