/** The table behind a picture: for those who cannot see it, and for those who want the numbers. */
import { Box, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material'
import { useWords } from '../i18n/use-words.ts'

interface Props {
  label: string
  columns: readonly string[]
  rows: readonly (readonly (string | number)[])[]
}

export const Figures = ({ label, columns, rows }: Props) => {
  const translate = useWords()
  return (
    <Box component="details" sx={{ marginTop: 1 }}>
      <Typography component="summary" variant="body2" sx={{ cursor: 'pointer' }}>
        {translate('dashboard.figures')}
      </Typography>
      <Box sx={{ maxHeight: 320, overflow: 'auto' }} tabIndex={0} role="region" aria-label={label}>
        <Table size="small" stickyHeader>
          <TableHead>
            <TableRow>
              {columns.map((column, place) => (
                <TableCell key={column} align={place === 0 ? 'left' : 'right'}>
                  {column}
                </TableCell>
              ))}
            </TableRow>
          </TableHead>
          <TableBody>
            {rows.map((cells) => (
              <TableRow key={cells[0]}>
                {cells.map((cell, place) => (
                  <TableCell key={columns[place]} align={place === 0 ? 'left' : 'right'}>
                    {cell}
                  </TableCell>
                ))}
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </Box>
    </Box>
  )
}
