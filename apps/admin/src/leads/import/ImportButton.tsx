import UploadIcon from '@mui/icons-material/UploadFile'
import { Button } from 'react-admin'
import { Link } from 'react-router-dom'

export const ImportButton = () => (
  <Button component={Link} to="/leads/import" label="import.button">
    <UploadIcon />
  </Button>
)
