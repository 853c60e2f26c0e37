import { Button, Chip, List, ListItem, ListItemText } from '@mui/material'
import type { Session } from '@relance/contract'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNotify } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import { useAgo } from '../formats/use-ago.ts'
import { Failure } from '../reading/Failure.tsx'
import { endSession, listSessions } from '../providers/verbs.ts'
import { deviceOf } from './device.ts'
import { ProfileCard } from './ProfileCard.tsx'

export const SESSIONS_KEY = ['auth', 'sessions']

export const SessionsCard = () => {
  const translate = useWords()
  const notify = useNotify()
  const ago = useAgo()
  const queries = useQueryClient()
  const { data: sessions = [], error, refetch } = useQuery({ queryKey: SESSIONS_KEY, queryFn: listSessions })
  const end = async ({ id }: Session): Promise<void> => {
    try {
      await endSession(id)
      notify('profile.session_ended')
    } catch (refusal) {
      notify((refusal as Error).message, { type: 'error' })
    }
    await queries.invalidateQueries({ queryKey: SESSIONS_KEY })
  }
  return (
    <ProfileCard title="profile.sessions" hint="profile.sessions_hint">
      {error && <Failure error={error} retry={refetch} />}
      <List disablePadding>
        {sessions.map((session) => (
          <ListItem key={session.id} disableGutters divider sx={{ flexWrap: 'wrap', gap: 1 }}>
            <ListItemText
              primary={deviceOf(session.device)}
              secondary={translate('profile.session_seen', { ago: ago(session.seenAt) })}
            />
            {session.isCurrent ? (
              <Chip size="small" color="primary" label={translate('profile.session_here')} />
            ) : (
              <Button size="small" onClick={() => void end(session)} sx={{ minHeight: 48 }}>
                {translate('profile.session_end')}
              </Button>
            )}
          </ListItem>
        ))}
      </List>
    </ProfileCard>
  )
}
