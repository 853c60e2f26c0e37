import { Box, Typography } from '@mui/material'
import { useWords } from '../i18n/use-words.ts'
import { type Difference, SILENT } from './differences.ts'
import { useValueWords } from './value-words.ts'

/** Differences in words: "Délai : 3 jours → 5 jours". */
export const Changes = ({ resource, changes }: { resource: string; changes: readonly Difference[] }) => {
  const translate = useWords()
  const words = useValueWords()
  return (
    <Box component="ul" sx={{ margin: 0, paddingLeft: 2.5 }}>
      {changes
        .filter(({ field }) => !SILENT.has(field))
        .map(({ field, before, after }) => (
          <Typography key={field} component="li" variant="body2" sx={{ overflowWrap: 'anywhere' }}>
            <b>
              {translate(`resources.${resource}.fields.${field}`, { _: translate(`fields.${field}`, { _: field }) })}
            </b>{' '}
            :{' '}
            {!isNothing(before) && (
              <>
                <Box component="del" sx={{ color: 'error.main' }}>
                  {words(field, before)}
                </Box>{' '}
                →{' '}
              </>
            )}
            <Box component="ins" sx={{ color: 'success.main', textDecoration: 'none' }}>
              {words(field, after)}
            </Box>
          </Typography>
        ))}
    </Box>
  )
}

/** What was empty before is not told: what is there now says enough. */
const isNothing = (value: unknown): boolean => value === null || value === undefined || value === ''
