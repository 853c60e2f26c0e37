/** Colours that can be read: every text has a contrast of 4.5 or more on what is behind it. */
import { defaultDarkTheme, defaultLightTheme, type RaThemeOptions } from 'react-admin'

const GREEN = '#0b6b4f'
const LIGHT_GREEN = '#6fd3b0'

export const lightTheme: RaThemeOptions = {
  ...defaultLightTheme,
  palette: { ...defaultLightTheme.palette, primary: { main: GREEN }, secondary: { main: GREEN } },
}

export const darkTheme: RaThemeOptions = {
  ...defaultDarkTheme,
  palette: { ...defaultDarkTheme.palette, primary: { main: LIGHT_GREEN }, secondary: { main: LIGHT_GREEN } },
}
