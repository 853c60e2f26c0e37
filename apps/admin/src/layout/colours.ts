/** The colours by day and by night. What is read has a contrast of 4.5 or more, what is only seen 3 or more. */
import '@mui/material/styles'

declare module '@mui/material/styles' {
  interface Palette {
    sunken: string
    accentSoft: string
    chart: string
    lateChart: string
  }
  interface PaletteOptions {
    sunken?: string
    accentSoft?: string
    chart?: string
    lateChart?: string
  }
}

export interface Colours {
  mode: 'light' | 'dark'
  /** Of the page, and of what lies on it. */
  page: string
  paper: string
  text: string
  faded: string
  line: string
  /** Of fields and switches: a line that has to be seen. */
  edge: string
  sunken: string
  accent: string
  /** Of the main button, and under the pointer. */
  fill: string
  fillHover: string
  onAccent: string
  /** Shapes in charts, never text. */
  chart: string
  lateChart: string
  /** Behind what is chosen, and under the pointer. */
  chosen: string
  hover: string
  error: string
  warning: string
  info: string
  success: string
}

export const LIGHT: Colours = {
  mode: 'light',
  page: '#f6f6f2',
  paper: '#ffffff',
  sunken: '#efefea',
  text: '#151814',
  faded: '#4e554c',
  line: '#e3e3dc',
  edge: '#82877d',
  accent: '#0a5c3e',
  fill: '#0a5c3e',
  fillHover: '#07452f',
  onAccent: '#ffffff',
  chosen: '#e0f2e7',
  hover: '#efefea',
  chart: '#1c9a66',
  lateChart: '#cf6148',
  error: '#a12d17',
  warning: '#7a4f00',
  info: '#27518f',
  success: '#0a5c3e',
}

export const DARK: Colours = {
  mode: 'dark',
  page: '#0e110f',
  paper: '#161a17',
  sunken: '#1f2421',
  text: '#ecf0ec',
  faded: '#b3bbb4',
  line: '#2b312d',
  edge: '#737c75',
  accent: '#5fdba5',
  fill: '#45c48d',
  fillHover: '#5fdba5',
  onAccent: '#04251a',
  chosen: '#14352a',
  hover: '#1f2421',
  chart: '#3fbf88',
  lateChart: '#e0735b',
  error: '#ffa08b',
  warning: '#eebe62',
  info: '#9cc2f7',
  success: '#5fdba5',
}
