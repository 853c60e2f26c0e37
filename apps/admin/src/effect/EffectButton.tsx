import TrendIcon from '@mui/icons-material/TrendingUp'
import { Button, useRecordContext } from 'react-admin'
import { Link } from 'react-router-dom'

/** To what the rule at hand has brought about. */
export const EffectButton = () => {
  const record = useRecordContext()
  if (!record) return null
  return (
    <Button component={Link} to={`/rules/${record.id}/effect`} label="effect.title">
      <TrendIcon />
    </Button>
  )
}
