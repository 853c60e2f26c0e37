/** How many leads would be planned again, said before something is saved. */
import { Alert } from '@mui/material'
import type { ReplanMoves } from '@relance/contract'
import { useWords } from '../i18n/use-words.ts'

export const Moves = ({ moves }: { moves: ReplanMoves | null | undefined }) => {
  const translate = useWords()
  if (!moves || moves.leads === 0) return null
  const { leads, overdue, ended } = moves
  return (
    <Alert severity="info" sx={{ marginY: 1 }}>
      {translate('frequency.moves', { smart_count: leads })}
      {overdue > 0 && ` ${translate('frequency.moves_overdue', { count: overdue })}`}
      {ended > 0 && ` ${translate('frequency.moves_ended', { count: ended })}`}
    </Alert>
  )
}
