import { List, ListItem, ListItemText, Typography } from '@mui/material'
import type { ImportReport } from '@relance/contract'
import { useWords } from '../../i18n/use-words.ts'
import { phoneWords } from '../../formats/phone-words.ts'

/** One example of each way phones are written in the file, beside what was read; and how dates were. */
export const ReadAs = ({ report: { readAs, dateOrder } }: { report: ImportReport }) => {
  const translate = useWords()
  if (readAs.length === 0) return null
  return (
    <section>
      <Typography variant="subtitle1" component="h2">
        {translate('import.read_as')}
      </Typography>
      <List dense>
        {readAs.map(({ line, written, phone, count }) => (
          <ListItem key={line} disableGutters>
            <ListItemText
              sx={{ overflowWrap: 'anywhere' }}
              primary={`${translate('import.quoted', { text: written })} → ${phoneWords(phone)}`}
              secondary={translate('import.read_as_count', { smart_count: count, line })}
            />
          </ListItem>
        ))}
      </List>
      {dateOrder && (
        <Typography variant="body2">
          {translate(`import.date_order.${dateOrder.order}`)} {translate(`import.date_order.by_${dateOrder.by}`)}
        </Typography>
      )}
    </section>
  )
}
