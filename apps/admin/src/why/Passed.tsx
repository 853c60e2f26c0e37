/** Whether something was passed or refused: a sign, a colour and a word, never the colour alone. */
import { useWords } from '../i18n/use-words.ts'
import PassedIcon from '@mui/icons-material/CheckCircleOutline'
import RefusedIcon from '@mui/icons-material/HighlightOff'
import { Box, List, ListItem, ListItemIcon, ListItemText } from '@mui/material'
import { visuallyHidden } from '@mui/utils'

interface Line {
  text: string
  isPassed: boolean
}

/** `passed` and `refused` are the words for it. */
export const PassedList = ({ lines, passed, refused }: { lines: readonly Line[]; passed: string; refused: string }) => {
  const translate = useWords()
  return (
    <List dense disablePadding>
      {lines.map(({ text, isPassed }) => (
        <ListItem key={text} disableGutters alignItems="flex-start">
          <ListItemIcon sx={{ minWidth: 32, marginTop: 0.5 }}>
            {isPassed ? (
              <PassedIcon color="success" fontSize="small" />
            ) : (
              <RefusedIcon color="error" fontSize="small" />
            )}
          </ListItemIcon>
          <ListItemText
            sx={{ margin: 0, overflowWrap: 'anywhere' }}
            primary={
              <>
                <Box component="span" sx={isPassed ? visuallyHidden : { fontWeight: 'bold' }}>
                  {isPassed ? passed : refused}
                  {translate('shell.colon')}
                </Box>
                {text}
              </>
            }
          />
        </ListItem>
      ))}
    </List>
  )
}
