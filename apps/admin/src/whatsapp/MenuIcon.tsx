/** The sign of WhatsApp in the menu, with how much a person has to see to: messages to settle, people to name. */
import ForumIcon from '@mui/icons-material/Forum'
import { Badge } from '@mui/material'
import { useWhatsAppStatus } from './use-whatsapp.ts'

export const MenuIcon = () => {
  const { unsettled = 0, unknownEvents = 0 } = useWhatsAppStatus().data ?? {}
  return (
    <Badge badgeContent={unsettled + unknownEvents} color="error">
      <ForumIcon />
    </Badge>
  )
}
