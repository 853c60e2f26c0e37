/** The state of a relance in words; with an icon and the reason where WhatsApp carries it. */
import AcceptedIcon from '@mui/icons-material/Done'
import DeliveredIcon from '@mui/icons-material/DoneAll'
import FailedIcon from '@mui/icons-material/ErrorOutline'
import UnknownIcon from '@mui/icons-material/HelpOutline'
import QueuedIcon from '@mui/icons-material/Schedule'
import SendingIcon from '@mui/icons-material/Send'
import { Box, type SvgIconProps, Typography } from '@mui/material'
import { isInbox } from '@relance/contract/channels'
import type { ComponentType } from 'react'
import { useWords } from '../i18n/use-words.ts'

interface Look {
  icon: ComponentType<SvgIconProps>
  color?: SvgIconProps['color']
}
const LOOKS: Readonly<Record<string, Look>> = {
  queued: { icon: QueuedIcon },
  sending: { icon: SendingIcon },
  accepted: { icon: AcceptedIcon },
  delivered: { icon: DeliveredIcon },
  read: { icon: DeliveredIcon, color: 'info' },
  failed: { icon: FailedIcon, color: 'error' },
  unknown: { icon: UnknownIcon, color: 'warning' },
}

interface Props {
  state: string
  /** Why it waits or failed, as a code. */
  reason?: string | null
}

export const SendState = ({ state, reason = null }: Props) => {
  const translate = useWords()
  const look = LOOKS[state]
  const words = translate(`relance.states.${state}`, { _: state })
  if (!look) return <span>{words}</span>
  const Icon = look.icon
  const why = reason === null ? '' : translate(`whatsapp.reasons.${reason}`, { _: '' })
  return (
    <Box component="span">
      <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.5 }}>
        <Icon fontSize="small" color={look.color ?? 'action'} aria-hidden />
        {words}
      </Box>
      {why && (
        <Typography component="span" variant="caption" color="text.secondary" sx={{ display: 'block' }}>
          {why}
        </Typography>
      )}
    </Box>
  )
}

/** WhatsApp has the message or may have it: opening a chat with the same words would send them twice. */
export const isWithWhatsApp = ({ channel, state }: { channel: string; state: string }): boolean =>
  !isInbox(channel) && state in LOOKS && state !== 'failed'
