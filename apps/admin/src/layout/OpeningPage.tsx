/** While it is not known who is signed in; when that cannot be asked, why. */
import { Box } from '@mui/material'
import { useSyncExternalStore } from 'react'
import { LoadingPage } from 'react-admin'
import { currentTrouble, onTrouble } from '../providers/reach.ts'
import { Failure } from '../reading/Failure.tsx'

export const OpeningPage = () => {
  const trouble = useSyncExternalStore(onTrouble, currentTrouble)
  if (!trouble) return <LoadingPage />
  return (
    <Box sx={{ maxWidth: 560, marginX: 'auto', paddingX: 2, paddingTop: '10vh' }}>
      <Failure error={trouble.error} retry={trouble.again} />
    </Box>
  )
}
