/** How everything looks: one accent, hairlines in place of shadows, and colours that can be read (a contrast of 4.5 or more). */
import { defaultDarkTheme, defaultLightTheme, type RaThemeOptions } from 'react-admin'
import { type Colours, DARK, LIGHT } from './colours.ts'

const FONT = 'Inter, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", Arial, sans-serif'
/** Where react-admin's own lists change to their face for phones. */
const PHONE = '@media (max-width:599.95px)'
const WIDE = '@media (min-width:900px)'
/** The bar at the bottom of a phone, and what the phone itself keeps there. */
const ABOVE_BAR = 'calc(64px + env(safe-area-inset-bottom))'

/** Who asks the system for less movement gets none: what opens and closes does so at once. */
const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches
const STILL = {
  create: () => 'none',
  getAutoHeightDuration: () => 0,
  duration: {
    shortest: 0,
    shorter: 0,
    short: 0,
    standard: 0,
    complex: 0,
    enteringScreen: 0,
    leavingScreen: 0,
  },
}

const TYPOGRAPHY = {
  fontFamily: FONT,
  h4: {
    fontSize: '1.75rem',
    lineHeight: '32px',
    fontWeight: 600,
    letterSpacing: '-0.028em',
    fontVariantNumeric: 'tabular-nums',
  },
  h5: { fontSize: '1.375rem', fontWeight: 600, letterSpacing: '-0.018em' },
  h6: { fontSize: '1rem', fontWeight: 600, letterSpacing: '-0.011em' },
  subtitle1: { fontSize: '0.9375rem', fontWeight: 600 },
  subtitle2: { fontSize: '0.875rem', fontWeight: 600 },
  body1: { fontSize: '0.9375rem' },
  body2: { fontSize: '0.875rem' },
  overline: { fontSize: '0.8125rem', fontWeight: 600, letterSpacing: 0, textTransform: 'none' as const },
  button: { fontWeight: 600, textTransform: 'none' as const },
}

/** What MUI draws. */
const fundamentals = ({ mode, page, paper, text, faded, line, edge, fill, fillHover, onAccent, hover }: Colours) => ({
  MuiCssBaseline: {
    styleOverrides: {
      ':root': { colorScheme: mode },
      // Browsers leave out the narrow space of French quotation marks.
      'q:lang(fr)': { quotes: '"«\\202f" "\\202f»"' },
    },
  },
  MuiPaper: { styleOverrides: { root: { backgroundImage: 'none' } } },
  MuiCard: { defaultProps: { variant: 'outlined' as const } },
  // Where the focus is still shows.
  MuiButtonBase: { defaultProps: { disableTouchRipple: isStill } },
  MuiButton: {
    defaultProps: { disableElevation: true },
    styleOverrides: {
      containedPrimary: {
        backgroundColor: fill,
        color: onAccent,
        '&:hover': { backgroundColor: fillHover },
      },
      outlinedInherit: { borderColor: line, backgroundColor: paper, color: text },
    },
  },
  MuiTextField: {
    defaultProps: { variant: 'outlined' as const, margin: 'dense' as const, size: 'small' as const, fullWidth: true },
  },
  MuiFormControl: {
    defaultProps: { variant: 'outlined' as const, margin: 'dense' as const, size: 'small' as const, fullWidth: true },
  },
  MuiOutlinedInput: { styleOverrides: { root: { backgroundColor: paper }, notchedOutline: { borderColor: edge } } },
  MuiTableCell: {
    styleOverrides: {
      root: { borderColor: line, fontVariantNumeric: 'tabular-nums' },
      head: { color: faded, fontSize: '0.8125rem', fontWeight: 600, whiteSpace: 'nowrap' as const },
    },
  },
  MuiTableRow: { styleOverrides: { root: { '&.MuiTableRow-hover:hover': { backgroundColor: hover } } } },
  MuiChip: { styleOverrides: { root: { fontWeight: 500 }, sizeSmall: { height: 22 } } },
  MuiListItemIcon: { styleOverrides: { root: { minWidth: 36 } } },
  MuiBottomNavigationAction: { styleOverrides: { root: { minWidth: 64, color: faded } } },
  // What was just done is said above the bar of a phone.
  MuiSnackbar: {
    styleOverrides: { root: { '&[class*=anchorOriginBottom]': { [PHONE]: { bottom: `calc(${ABOVE_BAR} + 8px)` } } } },
  },
  MuiFormHelperText: { styleOverrides: { root: { lineHeight: 1.4 } } },
  MuiTooltip: { defaultProps: { arrow: true } },
  MuiDialog: { styleOverrides: { paperFullScreen: { backgroundColor: page } } },
})

/** What react-admin draws. */
const panel = ({ page, paper, text, faded, line, accent, onAccent, chosen, hover }: Colours) => ({
  RaAppBar: {
    styleOverrides: {
      root: { backgroundColor: paper, color: text, boxShadow: 'none', borderBottom: `1px solid ${line}` },
    },
  },
  RaSidebar: {
    styleOverrides: { root: { '& .RaSidebar-fixed': { borderRight: `1px solid ${line}`, backgroundColor: page } } },
  },
  RaMenu: { styleOverrides: { root: { paddingTop: 4 } } },
  RaMenuItemLink: {
    styleOverrides: {
      root: {
        margin: '1px 8px',
        padding: '7px 9px',
        minHeight: 36,
        borderRadius: 8,
        fontSize: '0.875rem',
        '& .RaMenuItemLink-icon': { minWidth: 34, color: faded },
        '&:hover': { backgroundColor: hover },
        '&.RaMenuItemLink-active': { backgroundColor: chosen, color: text, fontWeight: 600 },
        '&.RaMenuItemLink-active .RaMenuItemLink-icon': { color: accent },
      },
    },
  },
  // A wide table is scrolled; it does not widen the page.
  RaList: { styleOverrides: { root: { '& .RaList-main, & .RaList-content': { minWidth: 0 } } } },
  // Search and buttons side by side; a toolbar without a button takes no room.
  RaListToolbar: {
    styleOverrides: {
      root: {
        gap: '0 16px',
        alignItems: 'center',
        padding: '4px 0 8px',
        [PHONE]: {
          flexDirection: 'row' as const,
          flexWrap: 'wrap' as const,
          columnGap: 8,
          padding: '8px 0',
          backgroundColor: 'transparent',
        },
      },
    },
  },
  RaTopToolbar: {
    styleOverrides: {
      root: {
        minHeight: 0,
        alignItems: 'center',
        padding: '8px 0',
        flexWrap: 'wrap' as const,
        [WIDE]: { flexWrap: 'nowrap' as const, flexShrink: 0 },
        [PHONE]: {
          flex: '0 0 auto',
          minHeight: 0,
          marginLeft: 'auto',
          padding: 0,
          gap: 0,
          backgroundColor: 'transparent',
        },
      },
    },
  },
  RaFilterForm: {
    styleOverrides: {
      root: {
        gap: '0 8px',
        padding: 0,
        [WIDE]: { flex: '1 1 auto', minHeight: 0 },
        [PHONE]: { flex: '1 1 160px', width: 'auto', minHeight: 0 },
      },
    },
  },
  RaFilterFormInput: { styleOverrides: { root: { '& .RaFilterFormInput-spacer': { width: 0 } } } },
  RaSimpleList: {
    styleOverrides: {
      root: {
        paddingBlock: 0,
        '& > li, & > .MuiListItem-root': { borderBottom: `1px solid ${line}` },
        '& > :last-child': { borderBottom: 0 },
        '& .MuiListItemText-primary > div': { display: 'flex', justifyContent: 'space-between', gap: 12 },
        '& .RaSimpleList-tertiary': { float: 'none', opacity: 1, flexShrink: 0, fontSize: '0.8125rem', color: faded },
      },
    },
  },
  RaDatagrid: {
    styleOverrides: {
      root: {
        '& .RaDatagrid-row:last-of-type > td': { borderBottom: 0 },
        '& .RaDatagrid-headerCell': { paddingBlock: 10 },
        '& .RaDatagrid-rowCell, & .RaDatagrid-headerCell': { paddingInline: 12 },
        '& .RaDatagrid-tableWrapper': { overflowX: 'auto' },
      },
    },
  },
  // Above the bar at the bottom of a phone.
  RaToolbar: {
    styleOverrides: {
      root: {
        backgroundColor: 'transparent',
        borderTop: `1px solid ${line}`,
        '&.RaToolbar-mobileToolbar': { bottom: ABOVE_BAR, padding: '8px 16px', backgroundColor: paper, zIndex: 3 },
      },
    },
  },
  RaCreateButton: {
    styleOverrides: {
      root: {
        '&.RaCreateButton-floating': {
          bottom: `calc(${ABOVE_BAR} + 16px)`,
          right: 16,
          color: onAccent,
          backgroundColor: accent,
        },
      },
    },
  },
  RaLoading: { styleOverrides: { root: { '& .RaLoading-message': { color: 'inherit', opacity: 1 } } } },
  RaEmpty: { styleOverrides: { root: { '& .RaEmpty-message': { color: 'inherit', opacity: 1 } } } },
})

const themeOf = (base: RaThemeOptions, colours: Colours): RaThemeOptions => ({
  ...base,
  shape: { borderRadius: 8 },
  sidebar: { width: 232, closedWidth: 56 },
  typography: TYPOGRAPHY,
  ...(isStill && { transitions: STILL }),
  palette: {
    mode: colours.mode,
    primary: { main: colours.accent, contrastText: colours.onAccent },
    secondary: { main: colours.accent, contrastText: colours.onAccent },
    error: { main: colours.error },
    warning: { main: colours.warning },
    info: { main: colours.info },
    success: { main: colours.success },
    text: { primary: colours.text, secondary: colours.faded },
    divider: colours.line,
    sunken: colours.sunken,
    accentSoft: colours.chosen,
    chart: colours.chart,
    lateChart: colours.lateChart,
    action: { hover: colours.hover },
    background: { default: colours.page, paper: colours.paper },
  },
  components: { ...base.components, ...fundamentals(colours), ...panel(colours) } as RaThemeOptions['components'],
})

export const lightTheme = themeOf(defaultLightTheme, LIGHT)
export const darkTheme = themeOf(defaultDarkTheme, DARK)
