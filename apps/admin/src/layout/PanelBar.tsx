import PersonIcon from '@mui/icons-material/Person'
import { ListItemIcon, ListItemText, MenuItem, type Theme, useMediaQuery } from '@mui/material'
import {
  AppBar,
  LoadingIndicator,
  LocalesMenuButton,
  Logout,
  TitlePortal,
  ToggleThemeButton,
  useGetIdentity,
  UserMenu,
  useUserMenu,
} from 'react-admin'
import { Link } from 'react-router-dom'
import { Commands } from './Commands.tsx'
import { useWords } from '../i18n/use-words.ts'
import { SandboxChip } from '../whatsapp/SandboxChip.tsx'

/** The title in the bar is the one heading of the page that names it. */
const HEADING = { component: 'h1' } as const

/** The bar at the top; on a phone language and appearance are in the profile, so that the title has room. */
export const PanelBar = () => {
  const { data: identity } = useGetIdentity()
  const isNarrow = useMediaQuery<Theme>((theme) => theme.breakpoints.down('sm'))
  return (
    <AppBar
      alwaysOn
      sx={{ paddingTop: 'env(safe-area-inset-top)' }}
      toolbar={
        <>
          <SandboxChip />
          <Commands />
          {!isNarrow && <LocalesMenuButton />}
          {!isNarrow && <ToggleThemeButton />}
          <LoadingIndicator />
        </>
      }
      userMenu={
        // The button of one's own menu is named as it is labelled.
        <UserMenu {...(identity?.fullName && { label: identity.fullName })}>
          <ProfileItem />
          <Logout />
        </UserMenu>
      }
    >
      <TitlePortal {...HEADING} />
    </AppBar>
  )
}

const ProfileItem = () => {
  const translate = useWords()
  const menu = useUserMenu()
  return (
    <MenuItem component={Link} to="/profile" onClick={() => menu?.onClose()}>
      <ListItemIcon>
        <PersonIcon fontSize="small" />
      </ListItemIcon>
      <ListItemText>{translate('profile.title')}</ListItemText>
    </MenuItem>
  )
}
