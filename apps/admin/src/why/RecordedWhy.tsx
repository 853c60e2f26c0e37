/** Why a relance was recorded: from the decision that was kept, with the versions then in force. */
import { Alert, Link, Typography } from '@mui/material'
import type { Relance } from '@relance/contract'
import { instantFormat } from '@relance/contract/instants'
import { useCanAccess, useLocaleState } from 'react-admin'
import { Link as RouterLink } from 'react-router-dom'
import { useWords } from '../i18n/use-words.ts'
import { Failure } from '../reading/Failure.tsx'
import { Waiting } from '../reading/Waiting.tsx'
import { RuleDetails } from './RuleStory.tsx'
import { useRelanceExplained } from './use-explained.ts'

type Recorded = Pick<Relance, 'id' | 'recordedAt'>

export const RecordedWhy = ({ relance }: { relance: Recorded }) => {
  const translate = useWords()
  const [locale] = useLocaleState()
  const { canAccess } = useCanAccess({ resource: 'templates', action: 'edit' })
  const { data, error, refetch } = useRelanceExplained(relance.id)
  if (error) return <Failure error={error} retry={refetch} />
  if (!data) return <Waiting />
  const format = instantFormat(locale, { dateStyle: 'full', timeStyle: 'short', timeZone: data.timeZone })
  return (
    <>
      <Alert severity="success" sx={{ marginBottom: 2 }}>
        <b>{translate('why.recorded', { at: format.format(new Date(relance.recordedAt)), rule: data.name })}</b>
        <Typography variant="body2">{data.words.why}</Typography>
      </Alert>
      <RuleDetails rule={data} words={data.words} />
      {canAccess && (
        <Link variant="body2" component={RouterLink} to={`/templates/${data.templateId}/versions`}>
          {translate('why.template_versions')}
        </Link>
      )}
    </>
  )
}
