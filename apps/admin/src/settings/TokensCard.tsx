import { Alert, Box, Button, List, ListItem, ListItemText, Typography } from '@mui/material'
import type { ApiToken } from '@relance/contract'
import { instantFormat } from '@relance/contract/instants'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Confirm, useLocaleState, useNotify } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import { useDraft } from '../forms/drafts.ts'
import { request } from '../providers/request.ts'
import { NewToken, type TokenFields } from './NewToken.tsx'
import { SettingsCard } from './SettingsCard.tsx'
import { lastMomentOf, renewedEnd } from './token-end.ts'
import { refusalOf } from '../providers/sentences-of.ts'

const KEY = ['api-tokens']

/** Bearers for scripts: made, replaced, revoked. The text of one is shown once. */
export const TokensCard = () => {
  const translate = useWords()
  const notify = useNotify()
  const queries = useQueryClient()
  const reading = useQuery({ queryKey: KEY, queryFn: async () => (await request<ApiToken[]>('api-tokens')).json })
  const [fresh, setFresh] = useState<string | null>(null)
  // It is never shown again.
  useDraft(fresh !== null)
  const [revoking, setRevoking] = useState<ApiToken | null>(null)
  const attempt = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work()
    } catch (error) {
      notify(refusalOf(error), { type: 'error' })
    }
    await queries.invalidateQueries({ queryKey: KEY })
  }
  const make = async (fields: TokenFields): Promise<void> => {
    const { json } = await request<{ token: string }>('api-tokens', { method: 'POST', body: fields })
    setFresh(json.token)
  }
  const revoke = async ({ id }: ApiToken): Promise<void> => {
    await request(`api-tokens/${id}`, { method: 'DELETE' })
  }
  const active = (reading.data ?? []).filter(({ revokedAt }) => revokedAt === null)
  return (
    <SettingsCard title="settings.tokens" hint="settings.tokens_hint" reading={reading}>
      {fresh && (
        <Alert severity="success" onClose={() => setFresh(null)} sx={{ overflowWrap: 'anywhere' }}>
          {translate('settings.token_once')} <code>{fresh}</code>
        </Alert>
      )}
      {active.length === 0 && <Typography>{translate('settings.tokens_none')}</Typography>}
      <List dense disablePadding sx={{ width: '100%' }}>
        {active.map((token) => (
          <Token
            key={token.id}
            token={token}
            replace={() =>
              void attempt(async () => {
                const { name, role, readOnly } = token
                await make({ name, role, readOnly, expiresAt: renewedEnd(token, Date.now()) })
                await revoke(token)
              })
            }
            revoke={() => setRevoking(token)}
          />
        ))}
      </List>
      <NewToken make={(fields) => void attempt(() => make(fields))} />
      <Confirm
        isOpen={revoking !== null}
        title={translate('settings.token_revoke')}
        content={translate('settings.token_revoke_sure', { name: revoking?.name ?? '' })}
        onConfirm={() => {
          if (revoking) void attempt(() => revoke(revoking))
          setRevoking(null)
        }}
        onClose={() => setRevoking(null)}
      />
    </SettingsCard>
  )
}

const Token = ({ token, replace, revoke }: { token: ApiToken; replace(): void; revoke(): void }) => {
  const translate = useWords()
  const [locale] = useLocaleState()
  const { name, role, ownerName, lastUsedAt, expiresAt } = token
  const format = instantFormat(locale, { dateStyle: 'medium', timeStyle: 'short' })
  const day = instantFormat(locale, { dateStyle: 'medium' })
  const isOver = Date.parse(expiresAt) <= Date.now()
  const used = lastUsedAt
    ? translate('settings.token_used', { at: format.format(new Date(lastUsedAt)) })
    : translate('settings.token_unused')
  const ends = translate(isOver ? 'settings.token_ended' : 'settings.token_ends', {
    at: day.format(lastMomentOf(expiresAt)),
  })
  const owner = translate('settings.token_owner', { name: ownerName })
  const facts = [translate(`settings.token_roles.${role}`), owner, ends, used].join(' · ')
  return (
    <ListItem disableGutters sx={{ flexWrap: 'wrap' }}>
      <ListItemText
        sx={{ flex: '1 1 240px' }}
        primary={name}
        secondary={facts}
        slotProps={{ secondary: { color: isOver ? 'error' : 'textSecondary' } }}
      />
      <Box sx={{ whiteSpace: 'nowrap' }}>
        <Button size="small" onClick={replace} aria-label={translate('settings.token_replace_name', { name })}>
          {translate('settings.token_replace')}
        </Button>
        <Button
          size="small"
          color="error"
          onClick={revoke}
          aria-label={translate('settings.token_revoke_name', { name })}
        >
          {translate('settings.token_revoke')}
        </Button>
      </Box>
    </ListItem>
  )
}
