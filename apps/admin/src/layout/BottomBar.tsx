/** Where one goes most, under the thumb. */
import ContactsIcon from '@mui/icons-material/Contacts'
import DashboardIcon from '@mui/icons-material/Dashboard'
import HistoryIcon from '@mui/icons-material/History'
import PersonIcon from '@mui/icons-material/Person'
import { BottomNavigation, BottomNavigationAction, Paper } from '@mui/material'
import { usePermissions } from 'react-admin'
import { Link, useLocation } from 'react-router-dom'
import { useWords, type WordKey } from '../i18n/use-words.ts'
import { QueueIcon } from './QueueIcon.tsx'

interface Place {
  to: string
  words: WordKey
  icon: React.ReactElement
}

const QUEUE: Place = { to: '/inbox', words: 'inbox.title', icon: <QueueIcon /> }
const LEADS: Place = { to: '/leads', words: 'resources.leads.name', icon: <ContactsIcon /> }
const PROFILE: Place = { to: '/profile', words: 'profile.title', icon: <PersonIcon /> }
const CLOSER: readonly Place[] = [
  QUEUE,
  LEADS,
  { to: '/relances', words: 'resources.relances.name', icon: <HistoryIcon /> },
  PROFILE,
]
const MANAGER: readonly Place[] = [{ to: '/', words: 'shell.home', icon: <DashboardIcon /> }, QUEUE, LEADS, PROFILE]

const LEAD_PAGE = /^\/leads\/[\da-f-]{36}$/

export const BottomBar = () => {
  const translate = useWords()
  const { pathname } = useLocation()
  const { permissions } = usePermissions<string>()
  const places = permissions === 'closer' ? CLOSER : MANAGER
  // What one does with a lead stands there on its page, which has a way back.
  if (LEAD_PAGE.test(pathname)) return null
  const current = places.find(({ to }) => (to === '/' ? pathname === '/' : pathname.startsWith(to)))?.to ?? null
  return (
    <Paper
      component="nav"
      aria-label={translate('shell.navigation')}
      elevation={3}
      square
      sx={{
        position: 'fixed',
        insetInline: 0,
        bottom: 0,
        zIndex: 'appBar',
        paddingBottom: 'env(safe-area-inset-bottom)',
      }}
    >
      <BottomNavigation showLabels value={current} sx={{ height: 64 }}>
        {places.map(({ to, words, icon }) => (
          <BottomNavigationAction
            key={to}
            component={Link}
            to={to}
            value={to}
            label={translate(words, { smart_count: 2 })}
            icon={icon}
            {...(to === current && { 'aria-current': 'page' as const })}
            // The chosen one is not larger: its words would take two lines.
            sx={{
              minWidth: 48,
              minHeight: 48,
              paddingX: 0.5,
              '& .MuiBottomNavigationAction-label': { whiteSpace: 'nowrap', '&.Mui-selected': { fontSize: '0.75rem' } },
            }}
          />
        ))}
      </BottomNavigation>
    </Paper>
  )
}
