/** Colours that can be read (a contrast of 4.5 or more on what is behind), and a name for what turns while one waits. */
import { defaultDarkTheme, defaultLightTheme, type RaThemeOptions } from 'react-admin'

const GREEN = '#0b6b4f'
const RED = '#b71c1c'
const LIGHT_GREEN = '#6fd3b0'
const LIGHT_RED = '#f28b82'

const COMPONENTS = {
  MuiCircularProgress: { defaultProps: { 'aria-label': 'Chargement (loading)' } },
  // Above the bar at the bottom of a phone.
  RaToolbar: {
    styleOverrides: { root: { '&.RaToolbar-mobileToolbar': { bottom: 'calc(64px + env(safe-area-inset-bottom))' } } },
  },
  RaLoading: { styleOverrides: { root: { '& .RaLoading-message': { color: 'inherit', opacity: 1 } } } },
  RaEmpty: { styleOverrides: { root: { '& .RaEmpty-message': { color: 'inherit', opacity: 1 } } } },
}

export const lightTheme: RaThemeOptions = {
  ...defaultLightTheme,
  components: { ...defaultLightTheme.components, ...COMPONENTS },
  palette: { ...defaultLightTheme.palette, primary: { main: GREEN }, secondary: { main: GREEN }, error: { main: RED } },
}

export const darkTheme: RaThemeOptions = {
  ...defaultDarkTheme,
  components: { ...defaultDarkTheme.components, ...COMPONENTS },
  palette: {
    ...defaultDarkTheme.palette,
    primary: { main: LIGHT_GREEN },
    secondary: { main: LIGHT_GREEN },
    error: { main: LIGHT_RED },
  },
}
