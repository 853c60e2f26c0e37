import { Box } from '@mui/material'
import { encode } from 'uqr'

/** Black on white in the dark theme too: cameras expect it. */
export const QrCode = ({ text, label }: { text: string; label: string }) => {
  const { data, size } = encode(text, { ecc: 'M', border: 3 })
  const path = data.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : ''))).join('')
  return (
    <Box sx={{ width: 220, maxWidth: '100%', bgcolor: 'common.white', borderRadius: 1 }}>
      <svg role="img" aria-label={label} viewBox={`0 0 ${size} ${size}`} shapeRendering="crispEdges" width="100%">
        <path d={path} fill="#000" />
      </svg>
    </Box>
  )
}
