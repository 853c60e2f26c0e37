/** Asks before a relance is opened while the lead's window is closed: what time it is there, and when it opens. */
import WhatsAppIcon from '@mui/icons-material/WhatsApp'
import { Alert, Button, Stack } from '@mui/material'
import type { Relance, RelanceDetail } from '@relance/contract'
import { instantFormat } from '@relance/contract/instants'
import { useQuery } from '@tanstack/react-query'
import { useLocaleState } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import { request } from '../providers/request.ts'
import { useMinute } from '../providers/use-minute.ts'

export type Closed = NonNullable<RelanceDetail['outsideWindow']>

/** Null while the window is open, and until the server has answered. */
export function useClosedWindow({ id, state }: Pick<Relance, 'id' | 'state'>, isReady: boolean): Closed | null {
  const minute = Math.floor(useMinute() / 60_000)
  const { data } = useQuery({
    queryKey: ['relances', 'window', id, state, minute],
    queryFn: async () => (await request<RelanceDetail>(`relances/${id}`)).json.outsideWindow,
    placeholderData: (before) => before,
    enabled: isReady,
  })
  return data ?? null
}

interface Props {
  closed: Closed
  link: string | null
  putOff(until: { until: string }): void
  openAnyway(): void
}

export const OutsideWindow = ({ closed: { opensAt, timeZone, mayOverride }, link, putOff, openAnyway }: Props) => {
  const translate = useWords()
  const [locale] = useLocaleState()
  const now = useMinute()
  const time = instantFormat(locale, { timeStyle: 'short', timeZone }).format(now)
  const opening = instantFormat(locale, {
    ...{ weekday: 'long', day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' },
    timeZone,
  } as const)
  return (
    <Alert severity="warning">
      {translate('inbox.outside_window', { time })}
      <Stack direction="row" spacing={1} flexWrap="wrap" useFlexGap sx={{ marginTop: 1 }}>
        {opensAt && (
          <Button variant="contained" onClick={() => putOff({ until: opensAt })} sx={{ minHeight: 44 }}>
            {translate('inbox.put_off_to', { when: opening.format(new Date(opensAt)) })}
          </Button>
        )}
        {mayOverride && link && (
          <Button
            component="a"
            href={link}
            target="_blank"
            rel="noopener noreferrer"
            startIcon={<WhatsAppIcon />}
            onClick={openAnyway}
            sx={{ minHeight: 44 }}
          >
            {translate('inbox.open_anyway')}
          </Button>
        )}
      </Stack>
    </Alert>
  )
}
