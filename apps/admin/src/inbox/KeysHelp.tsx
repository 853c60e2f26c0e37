/** The keys of the queue and of the relance mode, on one sheet. */
import { Dialog, DialogContent, DialogTitle, Table, TableBody, TableCell, TableRow } from '@mui/material'
import { useWords, type WordKey } from '../i18n/use-words.ts'
import { OUTCOME_KEYS } from './outcomes.ts'

const KEYS: readonly (readonly [key: string, label: WordKey])[] = [
  ['j', 'keys.next'],
  ['k', 'keys.previous'],
  ['Enter', 'relance.open'],
  ['e', 'inbox.sent'],
  ['m', 'inbox.change'],
  ['s', 'inbox.snooze'],
  ['u', 'keys.undo'],
  ...OUTCOME_KEYS.map((outcome, place) => [String(place + 1), `inbox.outcome.${outcome}`] as const),
  ['Esc', 'keys.back'],
  ['?', 'keys.help'],
]

export const KeysHelp = ({ close }: { close(): void }) => {
  const translate = useWords()
  return (
    <Dialog open onClose={close} aria-labelledby="keys-help">
      <DialogTitle id="keys-help">{translate('keys.title')}</DialogTitle>
      <DialogContent>
        <Table size="small">
          <TableBody>
            {KEYS.map(([key, label]) => (
              <TableRow key={key}>
                <TableCell>
                  <kbd>{key}</kbd>
                </TableCell>
                <TableCell>{translate(label)}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </DialogContent>
    </Dialog>
  )
}
