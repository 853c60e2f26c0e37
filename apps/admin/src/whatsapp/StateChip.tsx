/** Whether WhatsApp lets a template be sent. */
import { Chip } from '@mui/material'
import { useWords } from '../i18n/use-words.ts'

const COLORS: Readonly<Record<string, 'success' | 'warning' | 'error'>> = {
  APPROVED: 'success',
  PENDING: 'warning',
  PAUSED: 'warning',
  REJECTED: 'error',
  DISABLED: 'error',
}

export const StateChip = ({ status }: { status: string }) => {
  const translate = useWords()
  return (
    <Chip
      size="small"
      variant="outlined"
      component="span"
      color={COLORS[status] ?? 'default'}
      sx={{ color: 'text.primary' }}
      label={translate(`whatsapp.template_states.${status}`, { _: status })}
    />
  )
}
