import { Alert, Button, List, ListItem, ListItemText, Typography } from '@mui/material'
import type { ImportUndone, LeadsImport } from '@relance/contract'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Confirm, useNotify } from 'react-admin'
import { useShortTime } from '../../formats/use-short-time.ts'
import { useWords } from '../../i18n/use-words.ts'
import { request } from '../../providers/request.ts'

const SHOWN = 10
/** While one is under way. */
const POLLED_MS = 2_000

/** Of one that has not come to its end. */
const HowFar = ({ of: { state, lastLine } }: { of: LeadsImport }) => {
  const translate = useWords()
  if (state !== 'running' && state !== 'interrupted') return null
  const line = lastLine.toLocaleString(document.documentElement.lang)
  const words = lastLine > 0 ? translate(`import.${state}`, { line }) : translate(`import.${state}_at_once`)
  return (
    <Alert severity={state === 'running' ? 'info' : 'warning'} sx={{ width: '100%', order: 1 }}>
      {words}
    </Alert>
  )
}

/** The latest imports, each to be taken back for 24 hours. */
export const ImportHistory = () => {
  const translate = useWords()
  const shortTime = useShortTime()
  const notify = useNotify()
  const queries = useQueryClient()
  const [asked, setAsked] = useState<LeadsImport | null>(null)
  const { data: imports = [] } = useQuery({
    queryKey: ['imports'],
    queryFn: async () => (await request<LeadsImport[]>(`imports?range=${encodeURIComponent(`[0,${SHOWN - 1}]`)}`)).json,
    refetchInterval: ({ state: { data = [] } }) => data.some(({ state }) => state === 'running') && POLLED_MS,
  })
  const undo = async (id: string): Promise<void> => {
    setAsked(null)
    try {
      const { json } = await request<ImportUndone>(`imports/${id}/undo`, { method: 'POST' })
      notify('import.undone', {
        type: json.kept.length > 0 ? 'warning' : 'success',
        autoHideDuration: 15_000,
        messageArgs: { removed: json.removed, restored: json.restored, kept: json.kept.length },
      })
    } catch (error) {
      notify((error as Error).message, { type: 'error' })
    }
    void queries.invalidateQueries()
  }
  if (imports.length === 0) return null
  return (
    <section>
      <Typography variant="h6" component="h2">
        {translate('import.history')}
      </Typography>
      <List dense>
        {imports.map((one) => (
          <ListItem key={one.id} disableGutters sx={{ gap: 1, flexWrap: 'wrap' }}>
            <ListItemText
              sx={{ overflowWrap: 'anywhere', minWidth: 200 }}
              primary={one.fileName}
              secondary={`${shortTime(one.startedAt)} · ${one.actorName} · ${translate('import.counts', { ...one })}`}
            />
            <HowFar of={one} />
            {one.undoableUntil !== null && (
              <Button size="small" onClick={() => setAsked(one)}>
                {translate('import.undo')}
              </Button>
            )}
            {one.undoneAt !== null && <Typography variant="body2">{translate('import.was_undone')}</Typography>}
          </ListItem>
        ))}
      </List>
      <Confirm
        isOpen={asked !== null}
        title={translate('import.undo_title', { name: asked?.fileName ?? '' })}
        content={translate('import.undo_help', { created: asked?.created ?? 0, updated: asked?.updated ?? 0 })}
        cancel={translate('import.undo_keep')}
        confirm={translate('import.undo')}
        onConfirm={() => void undo(asked?.id ?? '')}
        onClose={() => setAsked(null)}
      />
    </section>
  )
}
