import ForecastIcon from '@mui/icons-material/EventNote'
import PersonIcon from '@mui/icons-material/Person'
import SettingsIcon from '@mui/icons-material/Settings'
import { Menu, useCanAccess, usePermissions } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import { MenuIcon } from '../whatsapp/MenuIcon.tsx'
import { QueueIcon } from './QueueIcon.tsx'

export const PanelMenu = () => {
  const translate = useWords()
  const { permissions } = usePermissions<string>()
  const { canAccess: maySchedule } = useCanAccess({ resource: 'settings/schedule', action: 'show' })
  const { canAccess: mayForecast } = useCanAccess({ resource: 'forecast', action: 'list' })
  const { canAccess: mayWhatsApp } = useCanAccess({ resource: 'whatsapp/status', action: 'list' })
  return (
    <Menu>
      {permissions !== 'closer' && <Menu.DashboardItem />}
      <Menu.Item to="/inbox" primaryText={translate('inbox.title')} leftIcon={<QueueIcon />} />
      <Menu.ResourceItem name="leads" />
      <Menu.ResourceItem name="relances" />
      <Menu.ResourceItem name="rules" />
      <Menu.ResourceItem name="frequencies" />
      <Menu.ResourceItem name="templates" />
      <Menu.ResourceItem name="runs" />
      {mayForecast && (
        <Menu.Item to="/forecast" primaryText={translate('forecast.title')} leftIcon={<ForecastIcon />} />
      )}
      {mayWhatsApp && <Menu.Item to="/whatsapp" primaryText={translate('whatsapp.title')} leftIcon={<MenuIcon />} />}
      <Menu.ResourceItem name="absences" />
      <Menu.ResourceItem name="users" />
      <Menu.ResourceItem name="audit-events" />
      {maySchedule && (
        <Menu.Item to="/settings" primaryText={translate('settings.title')} leftIcon={<SettingsIcon />} />
      )}
      <Menu.Item to="/profile" primaryText={translate('profile.title')} leftIcon={<PersonIcon />} />
    </Menu>
  )
}
