/** Messages as they would be written, each with its lead. */
import { Link, Box, Typography } from '@mui/material'
import type { RulePreviewSample } from '@relance/contract'
import { instantFormat } from '@relance/contract/instants'
import { useLocaleState } from 'react-admin'
import { Link as RouterLink } from 'react-router-dom'
import { useWords } from '../i18n/use-words.ts'

export const Messages = ({ title, samples }: { title: string; samples: readonly RulePreviewSample[] }) => {
  const translate = useWords()
  const [locale] = useLocaleState()
  const format = instantFormat(locale, { dateStyle: 'medium', timeStyle: 'short' })
  if (samples.length === 0) return null
  return (
    <div>
      <Typography variant="subtitle2" component="h4">
        {title}
      </Typography>
      {samples.map(({ leadId, name, step, deliverAt, message, emptyVariables }) => (
        <Box key={`${leadId} ${step}`} sx={{ borderLeft: 3, borderColor: 'divider', paddingLeft: 1, marginY: 1 }}>
          <Typography variant="body2">
            <Link component={RouterLink} to={`/leads/${leadId}`}>
              {name || '—'}
            </Link>
            {` · ${translate('whatIf.step_at', { step, at: format.format(new Date(deliverAt)) })}`}
            {` · ${translate('whatIf.characters', { smart_count: message.length })}`}
          </Typography>
          <Typography variant="body2" sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {message}
          </Typography>
          {emptyVariables.length > 0 && (
            <Typography variant="body2" sx={{ fontWeight: 'bold' }}>
              {translate('whatIf.empty_variables', { names: emptyVariables.join(', ') })}
            </Typography>
          )}
        </Box>
      ))}
    </div>
  )
}
