import VerifiedIcon from '@mui/icons-material/VerifiedUserOutlined'
import { Alert, Button, Dialog, DialogActions, DialogContent, DialogTitle } from '@mui/material'
import type { AuditVerification } from '@relance/contract'
import { useState } from 'react'
import { useNotify } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import { verifyAuditLog } from '../providers/verbs.ts'

/** Walks the whole chain and says whether it holds. */
export const Verify = () => {
  const notify = useNotify()
  const translate = useWords()
  const [result, setResult] = useState<AuditVerification | null>(null)
  const [isWalking, setIsWalking] = useState(false)
  const verify = async (): Promise<void> => {
    setIsWalking(true)
    try {
      setResult(await verifyAuditLog())
    } catch (error) {
      notify((error as Error).message, { type: 'error' })
    }
    setIsWalking(false)
  }
  const close = (): void => setResult(null)
  return (
    <>
      <Button size="small" startIcon={<VerifiedIcon />} disabled={isWalking} onClick={() => void verify()}>
        {translate('audit.verify')}
      </Button>
      {result && (
        <Dialog open onClose={close} aria-labelledby="verified">
          <DialogTitle id="verified">{translate('audit.verify')}</DialogTitle>
          <DialogContent>
            <Alert severity={result.isIntact ? 'success' : 'error'}>
              {result.isIntact
                ? translate('audit.intact', { entries: result.entries })
                : translate('audit.broken', { seq: result.broken?.seq ?? '?', problem: result.broken?.problem ?? '' })}
            </Alert>
          </DialogContent>
          <DialogActions>
            <Button onClick={close}>{translate('ra.action.close')}</Button>
          </DialogActions>
        </Dialog>
      )}
    </>
  )
}
