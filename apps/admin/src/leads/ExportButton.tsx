import DownloadIcon from '@mui/icons-material/Download'
import { Button, useListContext } from 'react-admin'

/** Every lead of the filter at hand, made by the server: not the page alone. */
export const ExportButton = () => {
  const { filterValues } = useListContext()
  const query = new URLSearchParams({ filter: JSON.stringify(filterValues ?? {}) })
  return (
    <Button component="a" href={`/api/leads/export?${query}`} download label="lead.export">
      <DownloadIcon />
    </Button>
  )
}
