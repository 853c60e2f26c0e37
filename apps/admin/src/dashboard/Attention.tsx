/** What needs a decision now; says so when there is nothing. */
import { Box, Button, Typography } from '@mui/material'
import { instantFormat } from '@relance/contract/instants'
import { useGetList, useLocaleState } from 'react-admin'
import { Link } from 'react-router-dom'
import { useWords } from '../i18n/use-words.ts'
import { Panel } from '../parts/Panel.tsx'
import { type Item, useAttention } from './use-attention.ts'

const NAMED = 3

export const Attention = ({ from }: { from: string }) => {
  const translate = useWords()
  const { items, reading } = useAttention(from)
  return (
    <Panel title={translate('dashboard.attention.title')} reading={reading}>
      {items.length === 0 ? (
        <>
          <Typography sx={{ marginTop: 1 }}>{translate('dashboard.attention.none')}</Typography>
          <Typography variant="body2" color="text.secondary">
            {translate('dashboard.attention.none_help')}
          </Typography>
        </>
      ) : (
        <Box component="ul" sx={{ listStyle: 'none', padding: 0, margin: 0 }}>
          {items.map((item) => (
            <Row key={item.kind} item={item} />
          ))}
        </Box>
      )}
    </Panel>
  )
}

const Row = ({ item }: { item: Item }) => {
  const translate = useWords()
  const { kind, count, to, isLate } = item
  const words = translate(`dashboard.attention.${kind}`, { smart_count: count ?? 1 })
  const act = translate(`dashboard.attention.acts.${kind}`)
  const detail = useDetail(item)
  return (
    <Box
      component="li"
      sx={{
        display: 'flex',
        alignItems: 'center',
        gap: 1.5,
        paddingY: 1,
        borderTop: '1px solid',
        borderColor: 'divider',
        '&:first-of-type': { borderTop: 0 },
      }}
    >
      <Typography
        component="span"
        sx={{
          minWidth: 32,
          textAlign: 'right',
          fontSize: '1.25rem',
          fontWeight: 600,
          fontVariantNumeric: 'tabular-nums',
          color: isLate ? 'error.main' : 'warning.main',
        }}
      >
        {count ?? '!'}
      </Typography>
      <Box sx={{ flexGrow: 1, minWidth: 0 }}>
        <Typography variant="body2" sx={{ fontWeight: 500 }}>
          {words}
        </Typography>
        {detail && (
          <Typography variant="body2" color="text.secondary">
            {detail}
          </Typography>
        )}
      </Box>
      <Button
        component={Link}
        to={to}
        size="small"
        variant="outlined"
        color="inherit"
        aria-label={translate('shell.pair', { name: act, value: words })}
      >
        {act}
      </Button>
    </Box>
  )
}

/** Names the people and the oldest date, or explains the line. */
function useDetail({ kind, names = [], since }: Item): string {
  const translate = useWords()
  const [locale] = useLocaleState()
  const { data: people } = useGetList<{ id: string; name: string }>('closers', {
    pagination: { page: 1, perPage: 500 },
  })
  const nameOf = (id: string | null): string =>
    id === null ? translate('dashboard.closers.nobody') : (people?.find((one) => one.id === id)?.name ?? '…')
  const who = names
    .slice(0, NAMED)
    .map(({ closerId, count }) => `${nameOf(closerId)} (${count})`)
    .join(', ')
  const format = instantFormat(locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: 'numeric',
    minute: '2-digit',
  })
  const oldest = since ? translate('dashboard.attention.oldest', { at: format.format(new Date(since)) }) : ''
  const more = names.length > NAMED ? '…' : ''
  return [who && `${who}${more}`, oldest].filter(Boolean).join(' · ') || translate(`dashboard.attention.help.${kind}`)
}
