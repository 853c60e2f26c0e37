import { List, ListItem, ListItemText, Typography } from '@mui/material'
import { useWords } from '../i18n/use-words.ts'

/** How many were held back, reason by reason, the most frequent first. */
export const Reasons = ({ skipped }: { skipped: Readonly<Record<string, number>> }) => {
  const translate = useWords()
  const reasons = Object.entries(skipped).sort(([, a], [, b]) => b - a)
  if (reasons.length === 0) return <Typography color="text.secondary">{translate('run.none_held_back')}</Typography>
  return (
    <List dense disablePadding>
      {reasons.map(([reason, count]) => (
        <ListItem key={reason} disableGutters secondaryAction={<b>{count}</b>}>
          <ListItemText primary={translate(`run.reasons.${reason}`, { _: reason })} />
        </ListItem>
      ))}
    </List>
  )
}
