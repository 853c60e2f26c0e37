/** The sign of WhatsApp in the menu, with how many messages a person has to settle. */
import ForumIcon from '@mui/icons-material/Forum'
import { Badge } from '@mui/material'
import { useWhatsAppStatus } from './use-whatsapp.ts'

export const MenuIcon = () => (
  <Badge badgeContent={useWhatsAppStatus().data?.unsettled ?? 0} color="error">
    <ForumIcon />
  </Badge>
)
