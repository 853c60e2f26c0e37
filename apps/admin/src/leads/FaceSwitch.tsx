import CardsIcon from '@mui/icons-material/GridView'
import ListIcon from '@mui/icons-material/ViewList'
import { type Theme, ToggleButton, ToggleButtonGroup, useMediaQuery } from '@mui/material'
import { useStore } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'

type Face = 'list' | 'cards'
const FACES = [
  ['list', ListIcon],
  ['cards', CardsIcon],
] as const

/** A table has no room on a phone. */
export function useFace(): [Face, (face: Face) => void, isFree: boolean] {
  const isNarrow = useMediaQuery<Theme>((theme) => theme.breakpoints.down('md'))
  const [face, setFace] = useStore<Face>('leads.face', 'list')
  return [isNarrow ? 'cards' : face, setFace, !isNarrow]
}

/** A table, or cards; kept for the next visit. */
export const FaceSwitch = () => {
  const translate = useWords()
  const [face, setFace, isFree] = useFace()
  if (!isFree) return null
  return (
    <ToggleButtonGroup
      exclusive
      size="small"
      value={face}
      onChange={(_, picked: Face | null) => picked && setFace(picked)}
      aria-label={translate('lead.face')}
    >
      {FACES.map(([name, Icon]) => (
        <ToggleButton
          key={name}
          value={name}
          aria-label={translate(`lead.faces.${name}`)}
          title={translate(`lead.faces.${name}`)}
          sx={{ paddingY: 0.25 }}
        >
          <Icon fontSize="small" />
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  )
}
