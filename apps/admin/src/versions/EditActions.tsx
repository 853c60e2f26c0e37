import { TopToolbar } from 'react-admin'
import { VersionsButton } from './VersionsButton.tsx'

/** Above the form of what has versions. */
export const EditActions = () => (
  <TopToolbar>
    <VersionsButton />
  </TopToolbar>
)
