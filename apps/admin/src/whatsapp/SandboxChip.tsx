/** Says in the bar at the top that nobody receives what WhatsApp is given. */
import { Chip, type Theme, useMediaQuery } from '@mui/material'
import { Link } from 'react-router-dom'
import { useWords } from '../i18n/use-words.ts'
import { useWhatsAppStatus } from './use-whatsapp.ts'

export const SandboxChip = () => {
  const translate = useWords()
  const isNarrow = useMediaQuery<Theme>((theme) => theme.breakpoints.down('sm'))
  if (!useWhatsAppStatus().data?.isSandbox || isNarrow) return null
  return (
    <Chip
      clickable
      component={Link}
      to="/whatsapp"
      size="small"
      variant="outlined"
      label={translate('whatsapp.sandbox')}
      sx={{ color: 'inherit', borderColor: 'currentColor', marginX: 1 }}
    />
  )
}
