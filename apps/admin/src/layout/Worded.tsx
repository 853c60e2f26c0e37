/** What MUI says by itself, in the language in use. */
import { type Theme, ThemeProvider } from '@mui/material'
import type { ReactNode } from 'react'
import { useWords } from '../i18n/use-words.ts'

export const Worded = ({ children }: { children: ReactNode }) => {
  const translate = useWords()
  const worded = (theme: Theme): Theme => ({
    ...theme,
    components: {
      ...theme.components,
      MuiAutocomplete: {
        ...theme.components?.MuiAutocomplete,
        defaultProps: {
          ...theme.components?.MuiAutocomplete?.defaultProps,
          openText: translate('ra.action.open'),
          closeText: translate('ra.action.close'),
          clearText: translate('ra.action.clear_input_value'),
          noOptionsText: translate('ra.navigation.no_results'),
        },
      },
      MuiCircularProgress: { defaultProps: { 'aria-label': translate('ra.page.loading') } },
    },
  })
  return <ThemeProvider theme={worded}>{children}</ThemeProvider>
}
