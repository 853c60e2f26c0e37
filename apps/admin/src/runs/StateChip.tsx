import CheckIcon from '@mui/icons-material/CheckCircleOutline'
import ErrorIcon from '@mui/icons-material/ErrorOutline'
import PartialIcon from '@mui/icons-material/Timelapse'
import RunningIcon from '@mui/icons-material/Autorenew'
import { Chip } from '@mui/material'
import type { Run } from '@relance/contract'
import { useWords } from '../i18n/use-words.ts'

const LOOKS = {
  running: { color: 'info', icon: <RunningIcon /> },
  completed: { color: 'success', icon: <CheckIcon /> },
  partial: { color: 'warning', icon: <PartialIcon /> },
  failed: { color: 'error', icon: <ErrorIcon /> },
} as const

/** The state in words, with a colour and a sign of its own. */
export const StateChip = ({ state }: { state: Run['state'] }) => {
  const translate = useWords()
  const { color, icon } = LOOKS[state]
  return (
    <Chip
      size="small"
      variant="outlined"
      color={color}
      icon={icon}
      label={translate(`run.states.${state}`)}
      sx={{ color: 'text.primary' }}
    />
  )
}
