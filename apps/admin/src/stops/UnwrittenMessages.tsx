/** Messages that are held because a value is missing in them, with the way to mend the lead or the text. */
import { Alert, Button, Link, Stack, Typography } from '@mui/material'
import type { UnwrittenMessage } from '@relance/contract'
import { variableWords } from '@relance/contract'
import { useState } from 'react'
import { useGetList, useLocaleState, usePermissions } from 'react-admin'
import { Link as RouterLink } from 'react-router-dom'
import { useWords } from '../i18n/use-words.ts'

const SHOWN = 5

export const UnwrittenMessages = () => {
  const translate = useWords()
  const [locale] = useLocaleState()
  const { permissions } = usePermissions<string>()
  const [isWhole, setIsWhole] = useState(false)
  const { data = [], total = 0 } = useGetList<UnwrittenMessage>('unwritten-messages', {
    pagination: { page: 1, perPage: 200 },
  })
  if (data.length === 0) return null
  const missingOf = ({ missing }: UnwrittenMessage): string =>
    missing.length > 0
      ? translate('questions.missing', { names: variableWords(locale === 'en' ? 'en' : 'fr', missing) })
      : translate('questions.unwritable')
  return (
    <Alert severity="info" sx={{ marginY: 1, '& .MuiAlert-message': { width: '100%' } }}>
      <Typography variant="subtitle1" component="h2">
        {translate('questions.unwritten', { smart_count: total })}
      </Typography>
      <Typography variant="body2">{translate('questions.unwritten_help')}</Typography>
      <Stack component="ul" spacing={0.5} sx={{ listStyle: 'none', padding: 0, marginY: 1 }}>
        {data.slice(0, isWhole ? data.length : SHOWN).map((one) => (
          <li key={one.id}>
            <Link component={RouterLink} to={`/leads/${one.leadId}`}>
              {one.leadName || translate('inbox.nameless')}
            </Link>
            {` · ${one.ruleName} · ${translate('inbox.step', { step: one.step })} · ${missingOf(one)}`}
            {permissions !== 'closer' && (
              <>
                {' · '}
                <Link component={RouterLink} to={`/templates/${one.templateId}`}>
                  {translate('questions.text')}
                </Link>
              </>
            )}
          </li>
        ))}
      </Stack>
      {data.length > SHOWN && !isWhole && (
        <Button size="small" color="inherit" onClick={() => setIsWhole(true)}>
          {translate('questions.all', { smart_count: data.length })}
        </Button>
      )}
    </Alert>
  )
}
