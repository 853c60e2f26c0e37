/** A figure with its name; a button where there is something behind it. */
import { Button, Typography } from '@mui/material'

interface Props {
  name: string
  count: number
  open?(): void
}

export const Figure = ({ name, count, open }: Props) => {
  const content = (
    <>
      <Typography variant="h5" component="span">
        {count}
      </Typography>
      <Typography variant="body2" component="span">
        {name}
      </Typography>
    </>
  )
  const sx = {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    textTransform: 'none',
    minWidth: 110,
  }
  if (!open || count === 0)
    return (
      <Typography component="div" sx={{ ...sx, padding: 1 }}>
        {content}
      </Typography>
    )
  return (
    <Button variant="outlined" onClick={open} sx={sx}>
      {content}
    </Button>
  )
}
