/** Puts a saved state in force again, as one more version. A rule stays as active, or as paused, as it is. */
import { Button } from '@mui/material'
import type { SavedVersion } from '@relance/contract'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Confirm, useNotify } from 'react-admin'
import { useParams } from 'react-router-dom'
import { useWords } from '../i18n/use-words.ts'
import { request } from '../providers/request.ts'
import { refusalOf } from '../providers/sentences-of.ts'
import { saveRule } from '../what-if/save-rule.ts'

export type VersionedResource = 'rules' | 'frequencies' | 'templates'

/** What people edit; the rest of a snapshot is the server's. */
const FIELDS: Readonly<Record<VersionedResource, readonly string[]>> = {
  templates: ['name', 'locale', 'body', 'whatsapp'],
  frequencies: ['name', 'steps', 'window', 'skipHolidays', 'timeZone'],
  rules: [
    ...['name', 'priority', 'audience', 'frequencyId', 'templateIds', 'channel'],
    ...['stopOn', 'onContact', 'expiryDays', 'holdoutPercent', 'variants'],
  ],
}

/** What versions meant that were saved before the field was there. */
const BEFORE_CONTACTS = { onContact: 'ignore' }

interface Props extends Pick<SavedVersion, 'version' | 'snapshot'> {
  resource: VersionedResource
}

export const Restore = ({ resource, version, snapshot }: Props) => {
  const translate = useWords()
  const { id = '' } = useParams()
  const queries = useQueryClient()
  const notify = useNotify()
  const [isAsking, setIsAsking] = useState(false)
  const restore = async (): Promise<void> => {
    setIsAsking(false)
    const kept = Object.fromEntries(
      FIELDS[resource].filter((name) => snapshot[name] !== undefined).map((name) => [name, snapshot[name]]),
    )
    const fields = { ...(resource === 'rules' && BEFORE_CONTACTS), ...kept }
    try {
      if (resource === 'rules') await saveRule(id, fields)
      else await request(`${resource}/${id}`, { method: 'PUT', body: fields })
      notify('versions.restored', { type: 'success', messageArgs: { version } })
    } catch (error) {
      notify(refusalOf(error), { type: 'error' })
    }
    await queries.invalidateQueries({ queryKey: [resource] })
  }
  return (
    <>
      <Button
        size="small"
        onClick={() => setIsAsking(true)}
        aria-label={`${translate('versions.restore')} (${version})`}
      >
        {translate('versions.restore')}
      </Button>
      <Confirm
        isOpen={isAsking}
        title={translate('versions.restore')}
        content={translate('versions.restore_sure', { version })}
        onConfirm={() => void restore()}
        onClose={() => setIsAsking(false)}
      />
    </>
  )
}
