import { Stack } from '@mui/material'
import type { SecondFactor } from '@relance/contract'
import { useState } from 'react'
import { SetUpApp } from './SetUpApp.tsx'
import { SetUpPasskey } from './SetUpPasskey.tsx'

interface Props {
  factor: Pick<SecondFactor, 'hasApp' | 'passkeyObstacle'>
  done(): void
}

/** Offers what the person has not got yet; the one that is begun stands alone. */
export const AddFactor = ({ factor, done }: Props) => {
  const [begun, setBegun] = useState<'app' | 'passkey' | null>(null)
  const finish = (): void => {
    setBegun(null)
    done()
  }
  return (
    <Stack direction="row" flexWrap="wrap" alignItems="center" gap={1} sx={{ marginTop: 1.5 }}>
      {begun !== 'app' && (
        <SetUpPasskey obstacle={factor.passkeyObstacle} begun={() => setBegun('passkey')} done={finish} />
      )}
      {begun !== 'passkey' && !factor.hasApp && <SetUpApp begun={() => setBegun('app')} done={finish} />}
    </Stack>
  )
}
