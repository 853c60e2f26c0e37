import { Button, FormControlLabel, List, ListItem, ListItemText, Switch, Typography } from '@mui/material'
import type { Notices } from '@relance/contract'
import { useQueryClient } from '@tanstack/react-query'
import { useNotify } from 'react-admin'
import { useAgo } from '../formats/use-ago.ts'
import { useWords } from '../i18n/use-words.ts'
import { DeviceSwitch } from '../notices/DeviceSwitch.tsx'
import { Hours } from '../notices/Hours.tsx'
import { NOTICES_KEY, useNotices, usePush } from '../notices/use-push.ts'
import { changeNotices, removeDevice } from '../providers/push.ts'
import { Failure } from '../reading/Failure.tsx'
import { deviceOf } from './device.ts'
import { ProfileCard } from './ProfileCard.tsx'

/** How one is told what is due: on which devices, at which hours, and by mail in the morning. */
export const NoticesCard = () => {
  const { data, error, refetch } = useNotices()
  return (
    <ProfileCard title="notices.title" hint="notices.hint">
      {error && <Failure error={error} retry={refetch} />}
      {data && (
        <>
          <DeviceSwitch />
          <Others devices={data.devices} />
          <Digest {...data} />
          <Hours key={JSON.stringify(data.window)} {...data} />
        </>
      )}
    </ProfileCard>
  )
}

const Others = ({ devices }: Pick<Notices, 'devices'>) => {
  const translate = useWords()
  const notify = useNotify()
  const ago = useAgo()
  const queries = useQueryClient()
  const { here } = usePush()
  const others = devices.filter(({ id }) => id !== here)
  const remove = async (id: string): Promise<void> => {
    try {
      await removeDevice(id)
      notify('notices.device_removed')
    } catch (refusal) {
      notify((refusal as Error).message, { type: 'error' })
    }
    await queries.invalidateQueries({ queryKey: NOTICES_KEY })
  }
  if (others.length === 0) return null
  return (
    <>
      <Typography component="h3" variant="subtitle1" sx={{ marginTop: 1 }}>
        {translate('notices.others')}
      </Typography>
      <List disablePadding>
        {others.map(({ id, device, seenAt }) => (
          <ListItem key={id} disableGutters divider sx={{ flexWrap: 'wrap', gap: 1 }}>
            <ListItemText
              primary={deviceOf(device)}
              secondary={translate('profile.session_seen', { ago: ago(seenAt) })}
            />
            <Button size="small" onClick={() => void remove(id)} sx={{ minHeight: 48 }}>
              {translate('notices.device_remove')}
            </Button>
          </ListItem>
        ))}
      </List>
    </>
  )
}

const Digest = ({ hasDigest, canMail, email }: Pick<Notices, 'hasDigest' | 'canMail' | 'email'>) => {
  const translate = useWords()
  const notify = useNotify()
  const queries = useQueryClient()
  const change = async (isOn: boolean): Promise<void> => {
    try {
      queries.setQueryData(NOTICES_KEY, await changeNotices({ hasDigest: isOn }))
    } catch (refusal) {
      notify((refusal as Error).message, { type: 'error' })
    }
  }
  return (
    <FormControlLabel
      control={<Switch checked={canMail && hasDigest} disabled={!canMail} onChange={(_, isOn) => void change(isOn)} />}
      label={
        <>
          {translate('notices.digest')}
          <Typography variant="body2" color="text.secondary">
            {translate(canMail ? 'notices.digest_hint' : 'notices.digest_absent', { email })}
          </Typography>
        </>
      }
      sx={{ marginTop: 1, marginLeft: 0 }}
    />
  )
}
