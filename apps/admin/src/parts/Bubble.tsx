import { Box } from '@mui/material'
import type { ReactNode } from 'react'

/** A message as WhatsApp shows it to its sender. */
export const Bubble = ({ children }: { children: ReactNode }) => (
  <Box
    sx={{
      paddingX: 1.5,
      paddingY: 1,
      borderRadius: '14px 14px 4px 14px',
      whiteSpace: 'pre-wrap',
      overflowWrap: 'anywhere',
      color: ({ palette }) => (palette.mode === 'dark' ? '#e9edef' : '#111b21'),
      bgcolor: ({ palette }) => (palette.mode === 'dark' ? '#005c4b' : '#d9fdd3'),
    }}
  >
    {children}
  </Box>
)
