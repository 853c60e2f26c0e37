/** What the nightly check of all enrolments found, and the button that lets it repair. */
import { Alert, Button, Typography } from '@mui/material'
import type { ReconciliationStanding } from '@relance/contract'
import { instantFormat } from '@relance/contract/instants'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Confirm, useLocaleState, useNotify } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import { WITH_ACTION } from '../parts/with-action.ts'
import { request } from '../providers/request.ts'

const KEY = ['runs', 'reconciliation']

/** Nothing before the first night. */
export const Reconciliation = () => {
  const { data } = useQuery({
    queryKey: KEY,
    queryFn: async () => (await request<ReconciliationStanding>('reconciliations/standing')).json,
  })
  return data?.last ? <Found releasedAt={data.releasedAt} last={data.last} /> : null
}

const Found = ({
  releasedAt,
  last,
}: {
  releasedAt: string | null
  last: NonNullable<ReconciliationStanding['last']>
}) => {
  const translate = useWords()
  const [locale] = useLocaleState()
  const kinds = Object.entries(last.differences).sort(([, a], [, b]) => b - a)
  const found = kinds.reduce((sum, [, count]) => sum + count, 0)
  const at = instantFormat(locale, { dateStyle: 'long', timeStyle: 'short' }).format(new Date(last.startedAt))
  const checked = translate('reconciliation.checked', { at, smart_count: last.looked })
  if (found === 0) {
    return (
      <Typography variant="body2" color="text.secondary" sx={{ margin: 1 }}>
        {checked} {translate('reconciliation.none')}
      </Typography>
    )
  }
  const isRepaired = last.mode === 'repair'
  return (
    <Alert
      severity={isRepaired ? 'info' : 'warning'}
      sx={{ margin: 1, ...WITH_ACTION }}
      action={releasedAt === null && <Release count={found} />}
    >
      {checked} {translate(isRepaired ? 'reconciliation.repaired' : 'reconciliation.found', { smart_count: found })}
      <ul style={{ margin: 0, paddingInlineStart: '1.25rem' }}>
        {kinds.map(([kind, count]) => (
          <li key={kind}>
            {translate(`reconciliation.kinds.${kind}`, { _: kind })} (<b>{count}</b>)
          </li>
        ))}
      </ul>
      {!isRepaired && translate(releasedAt === null ? 'reconciliation.report_only' : 'reconciliation.next_night')}
    </Alert>
  )
}

const Release = ({ count }: { count: number }) => {
  const translate = useWords()
  const notify = useNotify()
  const queries = useQueryClient()
  const [isAsking, setIsAsking] = useState(false)
  const release = async (): Promise<void> => {
    setIsAsking(false)
    try {
      await request('reconciliations/release', { method: 'POST' })
      notify('reconciliation.released', { type: 'success' })
    } catch (error) {
      notify((error as Error).message, { type: 'error' })
    }
    await queries.invalidateQueries({ queryKey: KEY })
  }
  return (
    <>
      <Button color="inherit" size="small" onClick={() => setIsAsking(true)}>
        {translate('reconciliation.release')}
      </Button>
      <Confirm
        isOpen={isAsking}
        title={translate('reconciliation.release')}
        content={translate('reconciliation.release_sure', { smart_count: count })}
        onConfirm={() => void release()}
        onClose={() => setIsAsking(false)}
      />
    </>
  )
}
