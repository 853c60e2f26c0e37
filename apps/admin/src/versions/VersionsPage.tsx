import { Button, Card, CardContent, Chip, Stack, Typography } from '@mui/material'
import type { SavedVersion } from '@relance/contract'
import { instantFormat } from '@relance/contract/instants'
import { useQuery } from '@tanstack/react-query'
import { Title, useLocaleState } from 'react-admin'
import { Link, useParams } from 'react-router-dom'
import { NOT_PEOPLE } from './not-people.ts'
import { useWords } from '../i18n/use-words.ts'
import { Failure } from '../reading/Failure.tsx'
import { Waiting } from '../reading/Waiting.tsx'
import { request } from '../providers/request.ts'
import { Changes } from './Changes.tsx'
import { Restore, type VersionedResource } from './Restore.tsx'
import { differences } from './differences.ts'

/** Every saved state of a rule, a frequency or a template: who saved it, when, and what changed. */
export const VersionsPage = ({ resource }: { resource: VersionedResource }) => {
  const { id = '' } = useParams()
  const translate = useWords()
  const { data, error, isPending, refetch } = useQuery<SavedVersion[], Error>({
    queryKey: [resource, 'versions', id],
    queryFn: async () => (await request<SavedVersion[]>(`${resource}/${id}/versions`)).json,
  })
  return (
    <Stack spacing={2} sx={{ marginY: 2, maxWidth: 860 }}>
      <Title title={`${translate('versions.title')} · ${data?.[0] ? String(data[0].snapshot.name) : ''}`} />
      <Button component={Link} to={`/${resource}/${id}`} sx={{ alignSelf: 'flex-start' }}>
        {translate('versions.back')}
      </Button>
      {error ? <Failure error={error} retry={refetch} /> : isPending && <Waiting />}
      {data?.map((version, place) => (
        <VersionCard
          key={version.id}
          resource={resource}
          version={version}
          before={data[place + 1]}
          isCurrent={place === 0}
        />
      ))}
    </Stack>
  )
}

interface Props {
  resource: VersionedResource
  version: SavedVersion
  before: SavedVersion | undefined
  isCurrent: boolean
}

const VersionCard = ({ resource, version: { version, savedAt, savedBy, snapshot }, before, isCurrent }: Props) => {
  const translate = useWords()
  const [locale] = useLocaleState()
  const at = instantFormat(locale, { dateStyle: 'long', timeStyle: 'short' }).format(new Date(savedAt))
  const system = NOT_PEOPLE.get(savedBy ?? '')
  return (
    <Card variant="outlined">
      <CardContent>
        <Stack direction="row" spacing={1} alignItems="center" useFlexGap flexWrap="wrap">
          <Typography variant="h6" component="h2">
            {translate('versions.number', { version })}
          </Typography>
          {isCurrent && <Chip size="small" label={translate('versions.current')} />}
          <Typography variant="body2" color="text.secondary">
            {savedBy ? translate('versions.saved_by', { at, name: system ? translate(system) : savedBy }) : at}
          </Typography>
        </Stack>
        {!isCurrent && <Restore resource={resource} version={version} snapshot={snapshot} />}
        {before ? (
          <Changes resource={resource} changes={differences(before.snapshot, snapshot)} />
        ) : (
          <Typography variant="body2">{translate('versions.first')}</Typography>
        )}
      </CardContent>
    </Card>
  )
}
