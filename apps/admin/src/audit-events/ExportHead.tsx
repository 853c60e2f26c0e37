import DownloadIcon from '@mui/icons-material/Download'
import { Button } from 'react-admin'

/** The end of the chain as a file, to be kept where the owner of the database cannot write. */
export const ExportHead = () => (
  <Button component="a" href="/api/audit-events/head" download="audit-head.json" label="audit.head">
    <DownloadIcon />
  </Button>
)
