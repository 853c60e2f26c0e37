/** The rows behind a count, page by page: who, when, by whom, with which text, or why not. */
import { Box, Button, Link, Stack, Typography } from '@mui/material'
import type { DryRunRow, Rule } from '@relance/contract'
import { instantFormat } from '@relance/contract/instants'
import { useState } from 'react'
import { useGetList, useGetMany, useLocaleState } from 'react-admin'
import { Link as RouterLink } from 'react-router-dom'
import { useWords } from '../i18n/use-words.ts'
import { Failure } from '../reading/Failure.tsx'
import { Waiting } from '../reading/Waiting.tsx'
import { useCloserNames } from '../what-if/use-closer-names.ts'

export interface RowsAsked {
  title: string
  filter: Readonly<Record<string, unknown>>
}

const PER_PAGE = 25

export const DryRunRows = ({ path, filter }: { path: string; filter: RowsAsked['filter'] }) => {
  const translate = useWords()
  const [page, setPage] = useState(1)
  const {
    data: rows,
    total = 0,
    error,
    refetch,
  } = useGetList<DryRunRow>(path, { filter, pagination: { page, perPage: PER_PAGE } })
  if (error) return <Failure error={error} retry={refetch} />
  if (!rows) return <Waiting />
  const last = Math.max(1, Math.ceil(total / PER_PAGE))
  return (
    <>
      <RowList rows={rows} />
      {last > 1 && (
        <Stack direction="row" spacing={1} alignItems="center" sx={{ marginTop: 1 }}>
          <Button size="small" disabled={page === 1} onClick={() => setPage(page - 1)}>
            {translate('ra.navigation.previous')}
          </Button>
          <Typography variant="body2">{translate('run.page', { page, last, total })}</Typography>
          <Button size="small" disabled={page === last} onClick={() => setPage(page + 1)}>
            {translate('ra.navigation.next')}
          </Button>
        </Stack>
      )}
    </>
  )
}

const RowList = ({ rows }: { rows: readonly DryRunRow[] }) => {
  const translate = useWords()
  const nameOf = useCloserNames()
  const [locale] = useLocaleState()
  const format = instantFormat(locale, { dateStyle: 'medium', timeStyle: 'short' })
  const ruleIds = [...new Set(rows.flatMap(({ ruleId }) => ruleId ?? []))]
  const { data: rules = [] } = useGetMany<Rule>('rules', { ids: ruleIds }, { enabled: ruleIds.length > 0 })
  const ruleName = (id: string | null): string | undefined => rules.find((rule) => rule?.id === id)?.name
  const at = (iso: string): string => format.format(new Date(iso))
  return (
    <Box component="ul" sx={{ listStyle: 'none', padding: 0, margin: 0 }}>
      {rows.map(({ id, leadId, leadName, closerId, ruleId, step, deliverAt, message, reason, until }) => (
        <Box component="li" key={id} sx={{ paddingY: 1, borderBottom: 1, borderColor: 'divider' }}>
          <Typography variant="body2">
            <Link component={RouterLink} to={`/leads/${leadId}`}>
              {leadName || '—'}
            </Link>
            {[
              '',
              nameOf(closerId),
              ruleName(ruleId) && step && translate('run.step_of', { rule: ruleName(ruleId), step }),
              deliverAt && at(deliverAt),
            ]
              .filter((part) => part !== null && part !== undefined && part !== 0)
              .join(' · ')}
          </Typography>
          <Typography variant="body2" color="text.secondary" sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {message ??
              [
                translate(`run.reasons.${reason}`, { _: reason ?? '' }),
                until && translate('run.until', { at: at(until) }),
              ]
                .filter(Boolean)
                .join(', ')}
          </Typography>
        </Box>
      ))}
    </Box>
  )
}
