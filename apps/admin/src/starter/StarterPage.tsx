/** The starter kit: a choice of trade with a preview of what it makes. */
import { Alert, Box, Button, Card, CardActionArea, CardContent, Stack, Typography } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { Title, useDataProvider, useNotify } from 'react-admin'
import { Link, useNavigate } from 'react-router-dom'
import { useLanguage } from '../i18n/use-language.ts'
import { useWords } from '../i18n/use-words.ts'
import { Bubble } from '../parts/Bubble.tsx'
import { type Kit, type Trade, TRADES } from './kit.ts'
import { frequencyOf, kitsIn, ruleOf, templatesOf } from './kits.ts'

export const StarterPage = () => {
  const translate = useWords()
  const language = useLanguage()
  const [trade, setTrade] = useState<Trade | null>(null)
  const { data: kits } = useQuery({ queryKey: ['starter-kits', language], queryFn: () => kitsIn(language) })
  const kit = trade && kits?.[trade]
  const { make, isMaking, error } = useMaking()
  return (
    <Stack spacing={2} sx={{ maxWidth: 900, marginY: 2 }}>
      <Title title={translate('starter.title')} />
      <Typography color="text.secondary">{translate('starter.hint')}</Typography>
      <Box
        role="radiogroup"
        aria-label={translate('starter.trade')}
        sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: { xs: '1fr', sm: 'repeat(2, minmax(0, 1fr))' } }}
      >
        {TRADES.map((one) => (
          <Card key={one} sx={{ borderColor: one === trade ? 'primary.main' : 'divider' }}>
            <CardActionArea
              role="radio"
              aria-checked={one === trade}
              onClick={() => setTrade(one)}
              sx={{ height: '100%' }}
            >
              <CardContent>
                <Typography variant="subtitle1">{translate(`starter.trades.${one}`)}</Typography>
                <Typography variant="body2" color="text.secondary">
                  {translate(`starter.examples.${one}`)}
                </Typography>
              </CardContent>
            </CardActionArea>
          </Card>
        ))}
      </Box>
      {trade && kit && (
        <>
          <Shown kit={kit} />
          {error && <Alert severity="error">{error}</Alert>}
          <Stack direction="row" spacing={1}>
            <Button variant="contained" disabled={isMaking} onClick={() => void make(trade, kit)}>
              {translate('starter.make')}
            </Button>
            <Button component={Link} to="/rules/create" color="inherit">
              {translate('starter.own')}
            </Button>
          </Stack>
        </>
      )}
    </Stack>
  )
}

const Shown = ({ kit: { rule, frequency, texts } }: { kit: Kit }) => {
  const translate = useWords()
  return (
    <section>
      <Typography variant="h6" component="h2">
        {rule}
      </Typography>
      <Typography variant="body2" color="text.secondary">
        {frequency} · {translate('starter.hours')}
      </Typography>
      <Stack component="ol" spacing={1.5} sx={{ listStyle: 'none', padding: 0, marginTop: 1.5 }}>
        {texts.map((text) => (
          <li key={text}>
            <Bubble>{shownTo(text)}</Bubble>
          </li>
        ))}
      </Stack>
    </section>
  )
}

/** As somebody called Camille reads it. */
const shownTo = (text: string): string => text.replace(/\{\{.*?\}\}/g, 'Camille')

/** A retry uses what was made before the failure, so that nothing is made twice. */
function useMaking() {
  const translate = useWords()
  const provider = useDataProvider()
  const notify = useNotify()
  const navigate = useNavigate()
  const made = useRef(new Map<string, string>())
  const [isMaking, setIsMaking] = useState(false)
  const [error, setError] = useState<string | null>(null)

  const once = async (resource: string, data: { name: string }): Promise<string> => {
    const key = `${resource} ${data.name}`
    const known = made.current.get(key)
    if (known) return known
    const { data: saved } = await provider.create<{ id: string }>(resource, { data })
    made.current.set(key, saved.id)
    return saved.id
  }

  const make = async (trade: Trade, kit: Kit): Promise<void> => {
    setIsMaking(true)
    setError(null)
    try {
      const frequencyId = await once('frequencies', frequencyOf(trade, kit))
      const templateIds: string[] = []
      for (const template of templatesOf(kit)) templateIds.push(await once('templates', template))
      await once('rules', ruleOf(kit, frequencyId, templateIds))
      notify(translate('starter.made', { name: kit.rule }), { type: 'success', autoHideDuration: 10_000 })
      navigate('/')
    } catch (failure) {
      setError((failure as Error).message)
    }
    setIsMaking(false)
  }
  return { make, isMaking, error }
}
