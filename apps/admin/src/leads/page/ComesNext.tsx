/** What comes next and why, in the engine's sentence; also names the closer whose inbox holds an open relance. */
import { Box, Button, Dialog, DialogActions, DialogContent, type Theme, Typography, useMediaQuery } from '@mui/material'
import { Suspense, useState } from 'react'
import { useGetIdentity, useGetOne } from 'react-admin'
import { useWords } from '../../i18n/use-words.ts'
import { lazyPart } from '../../parts/lazy-parts.ts'
import { Waiting } from '../../reading/Waiting.tsx'
import { useLeadExplained } from '../../why/use-explained.ts'
import { useOpenItems } from './use-lead-outcomes.ts'

const Why = lazyPart(async () => (await import('./Why.tsx')).Why)

export const ComesNext = ({ leadId }: { leadId: string }) => {
  const translate = useWords()
  const { data } = useLeadExplained(leadId, null)
  const [isAsked, setIsAsked] = useState(false)
  const isNarrow = useMediaQuery<Theme>((theme) => theme.breakpoints.down('sm'))
  return (
    <Box
      sx={{
        display: 'flex',
        alignItems: 'center',
        gap: 1,
        marginTop: 1,
        paddingLeft: 1.5,
        borderRadius: 2,
        bgcolor: 'action.selected',
      }}
    >
      <Typography variant="body2" component="div" sx={{ flexGrow: 1, paddingY: 1, minHeight: 36 }}>
        {data?.words.summary} <WithAnother leadId={leadId} />
      </Typography>
      <Button onClick={() => setIsAsked(true)} className="lead-actions" sx={{ flex: 'none', minHeight: 44 }}>
        {translate('why.ask')}
      </Button>
      {isAsked && (
        <Dialog
          open
          fullWidth
          maxWidth="md"
          fullScreen={isNarrow}
          onClose={() => setIsAsked(false)}
          aria-labelledby="why-title"
        >
          <DialogContent>
            <Suspense fallback={<Waiting />}>
              <Why leadId={leadId} />
            </Suspense>
          </DialogContent>
          <DialogActions>
            <Button onClick={() => setIsAsked(false)}>{translate('ra.action.close')}</Button>
          </DialogActions>
        </Dialog>
      )}
    </Box>
  )
}

/** After an absence or a change of closer, an open relance may be in somebody else's inbox. */
const WithAnother = ({ leadId }: { leadId: string }) => {
  const { data: identity } = useGetIdentity()
  const other = useOpenItems(leadId).find(({ closerId }) => closerId !== null && closerId !== identity?.id)
  return identity && other?.closerId ? <At closerId={other.closerId} /> : null
}

const At = ({ closerId }: { closerId: string }) => {
  const translate = useWords()
  const { data } = useGetOne<{ id: string; name: string }>('closers', { id: closerId })
  return data ? <b>{translate('lead_page.waits_with', { name: data.name })}</b> : null
}
