/** The colour of a status, beside its word and never without it. */
import { Box } from '@mui/material'
import type { StatusColour } from '@relance/contract/settings-registry'

const COLOURS: Readonly<Record<StatusColour, string | readonly [day: string, night: string]>> = {
  blue: '#5b8def',
  violet: '#9b7be0',
  ochre: '#d79a2b',
  green: '#1c9a66',
  forest: ['#0a5c3e', '#5fdba5'],
  grey: '#8d938a',
}

export const Dot = ({ colour }: { colour: StatusColour }) => {
  const shades = COLOURS[colour]
  return (
    <Box
      component="span"
      aria-hidden
      sx={{
        width: 8,
        height: 8,
        flexShrink: 0,
        borderRadius: 4,
        display: 'inline-block',
        backgroundColor: ({ palette }) =>
          typeof shades === 'string' ? shades : palette.mode === 'dark' ? shades[1] : shades[0],
      }}
    />
  )
}
