import KeyboardIcon from '@mui/icons-material/Keyboard'
import SettingsIcon from '@mui/icons-material/Settings'
import WhatsAppIcon from '@mui/icons-material/WhatsApp'
import { Badge, ListItemIcon, ListItemText, MenuItem } from '@mui/material'
import type { ReactNode } from 'react'
import {
  AppBar,
  CheckForApplicationUpdate,
  Layout as RaLayout,
  Logout,
  Menu,
  useCanAccess,
  useGetIdentity,
  usePermissions,
  UserMenu,
  useStore,
} from 'react-admin'
import { readyOf } from '../inbox/queue.ts'
import { KEYS_PREFERENCE } from '../inbox/use-keys.ts'
import { useMinute } from '../inbox/use-minute.ts'
import { useQueue } from '../inbox/use-queue.ts'
import { useLiveUpdates } from '../providers/use-live-updates.ts'
import { useWords } from '../i18n/use-words.ts'

/** Long texts are cut off, not the page made wider; on a phone the language button keeps its sign alone. */
const NARROW = {
  minWidth: 0,
  '& .RaLayout-content': { minWidth: 0 },
  '& .RaAppBar-toolbar .MuiButton-root': { fontSize: { xs: 0, sm: '0.875rem' }, minWidth: 0 },
}

export const Layout = ({ children }: { children: ReactNode }) => {
  useLiveUpdates()
  return (
    <RaLayout appBar={PanelBar} menu={PanelMenu} sx={NARROW}>
      {children}
      <CheckForApplicationUpdate />
    </RaLayout>
  )
}

/** The button of one's own menu is named as it is labelled. */
const PanelBar = () => {
  const { data: identity } = useGetIdentity()
  return (
    <AppBar
      userMenu={
        <UserMenu {...(identity?.fullName && { label: identity.fullName })}>
          <KeysItem />
          <Logout />
        </UserMenu>
      }
    />
  )
}

/** Single keys can be in the way of speech input and of cats: they can be switched off. */
const KeysItem = () => {
  const translate = useWords()
  const [isOn, setIsOn] = useStore(KEYS_PREFERENCE, true)
  return (
    <MenuItem onClick={() => setIsOn(!isOn)}>
      <ListItemIcon>
        <KeyboardIcon fontSize="small" />
      </ListItemIcon>
      <ListItemText>{translate(isOn ? 'keys.off' : 'keys.on')}</ListItemText>
    </MenuItem>
  )
}

const PanelMenu = () => {
  const translate = useWords()
  const { permissions } = usePermissions<string>()
  const { canAccess: maySchedule } = useCanAccess({ resource: 'settings/schedule', action: 'show' })
  const { data: items = [] } = useQueue()
  const ready = readyOf(items, useMinute()).length
  const queue = (
    <Badge badgeContent={ready} color="error">
      <WhatsAppIcon />
    </Badge>
  )
  return (
    <Menu>
      {permissions !== 'closer' && <Menu.DashboardItem />}
      <Menu.Item to="/inbox" primaryText={translate('inbox.title')} leftIcon={queue} />
      <Menu.ResourceItem name="leads" />
      <Menu.ResourceItem name="relances" />
      <Menu.ResourceItem name="rules" />
      <Menu.ResourceItem name="frequencies" />
      <Menu.ResourceItem name="templates" />
      <Menu.ResourceItem name="runs" />
      <Menu.ResourceItem name="absences" />
      <Menu.ResourceItem name="users" />
      <Menu.ResourceItem name="audit-events" />
      {maySchedule && (
        <Menu.Item to="/settings" primaryText={translate('settings.title')} leftIcon={<SettingsIcon />} />
      )}
    </Menu>
  )
}
