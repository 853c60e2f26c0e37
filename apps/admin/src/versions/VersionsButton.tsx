import HistoryIcon from '@mui/icons-material/History'
import { Button, useRecordContext, useResourceContext } from 'react-admin'
import { Link } from 'react-router-dom'

/** To the saved states of the record at hand. */
export const VersionsButton = () => {
  const record = useRecordContext()
  const resource = useResourceContext()
  if (!record) return null
  return (
    <Button component={Link} to={`/${resource}/${record.id}/versions`} label="versions.title">
      <HistoryIcon />
    </Button>
  )
}
