/** How sending stands, with its brake. */
import { Alert, Button, Chip, Stack } from '@mui/material'
import type { WhatsAppStatus } from '@relance/contract'
import { instantFormat } from '@relance/contract/instants'
import { useState } from 'react'
import { Confirm, useLocaleState } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import { Panel } from '../parts/Panel.tsx'
import { PausedRule } from './PausedRule.tsx'
import { useAct } from './use-whatsapp.ts'

export const StatusCard = ({ status, mayStop }: { status: WhatsAppStatus; mayStop: boolean }) => {
  const translate = useWords()
  const {
    isConfigured,
    isSandbox,
    isStopped,
    stopReason,
    budgetState,
    queued,
    sending,
    awaiting,
    unsettled,
    deadLetters,
  } = status
  return (
    <Panel title={translate('whatsapp.status.title')}>
      <Stack spacing={1.5} alignItems="flex-start" sx={{ marginTop: 1, '& > .MuiAlert-root': { width: '100%' } }}>
        {!isConfigured && <Alert severity="info">{translate('whatsapp.status.not_configured')}</Alert>}
        {isSandbox && <Alert severity="info">{translate('whatsapp.status.sandbox')}</Alert>}
        {isStopped ? (
          <Alert severity="error">
            {translate('whatsapp.status.stopped')}{' '}
            {stopReason && translate('whatsapp.status.stopped_why', { words: stopReason })}
          </Alert>
        ) : (
          isConfigured && !isSandbox && <Alert severity="success">{translate('whatsapp.status.ready')}</Alert>
        )}
        {budgetState === 'alert' && <Alert severity="warning">{translate('whatsapp.spend.alert')}</Alert>}
        {budgetState === 'spent' && <Alert severity="error">{translate('whatsapp.spend.spent')}</Alert>}
        <Stack direction="row" spacing={1} useFlexGap flexWrap="wrap">
          <Chip variant="outlined" label={translate('whatsapp.status.queued', { smart_count: queued })} />
          <Chip variant="outlined" label={translate('whatsapp.status.sending', { smart_count: sending })} />
          {awaiting > 0 && (
            <Chip variant="outlined" label={translate('whatsapp.status.awaiting', { smart_count: awaiting })} />
          )}
          <Chip
            variant="outlined"
            color={unsettled > 0 ? 'warning' : 'default'}
            sx={{ color: 'text.primary' }}
            label={translate('whatsapp.status.unsettled', { smart_count: unsettled })}
          />
          {status.peoplePerDay !== null && (
            <Chip
              variant="outlined"
              label={translate('whatsapp.status.people', { reached: status.peopleReached, limit: status.peoplePerDay })}
            />
          )}
          <Chip variant="outlined" label={translate('whatsapp.status.failed', { smart_count: deadLetters })} />
        </Stack>
        <Numbers numbers={status.numbers} />
        {status.pausedRules.map((rule) => (
          <PausedRule key={rule.id} rule={rule} isNamed />
        ))}
        {mayStop && isConfigured && <Brake isStopped={isStopped} />}
      </Stack>
    </Panel>
  )
}

const QUALITY_SEVERITY = { GREEN: 'success', YELLOW: 'warning', RED: 'error', UNKNOWN: 'info' } as const

const Numbers = ({ numbers }: Pick<WhatsAppStatus, 'numbers'>) => {
  const translate = useWords()
  const [locale] = useLocaleState()
  const time = instantFormat(locale, { dateStyle: 'short', timeStyle: 'short' })
  return (
    <>
      {numbers.map(({ id, speed, quality, pausedUntil, pauseReason }) =>
        pausedUntil ? (
          <Alert key={id} severity="warning">
            {translate('whatsapp.status.paused', { id, until: time.format(new Date(pausedUntil)) })}{' '}
            {translate(`whatsapp.number_paused.${pauseReason}`, { _: '' })}
          </Alert>
        ) : (
          <Alert key={id} severity={QUALITY_SEVERITY[quality]} icon={false}>
            {translate('whatsapp.status.number', { id, percent: Math.round(speed * 100) })}{' '}
            {translate(`whatsapp.number_quality.${quality}`)}
          </Alert>
        ),
      )}
    </>
  )
}

/** Asks once, works at once. */
const Brake = ({ isStopped }: { isStopped: boolean }) => {
  const translate = useWords()
  const act = useAct()
  const [isAsking, setIsAsking] = useState(false)
  const title = translate(isStopped ? 'whatsapp.brake.release' : 'whatsapp.brake.pull')
  const go = (): void => {
    setIsAsking(false)
    void act('settings/whatsapp', { method: 'PUT', body: { stopped: !isStopped } })
  }
  return (
    <>
      <Button variant="contained" color={isStopped ? 'primary' : 'error'} onClick={() => setIsAsking(true)}>
        {title}
      </Button>
      <Confirm
        isOpen={isAsking}
        title={title}
        content={translate(isStopped ? 'whatsapp.brake.release_sure' : 'whatsapp.brake.pull_sure')}
        onConfirm={go}
        onClose={() => setIsAsking(false)}
      />
    </>
  )
}
