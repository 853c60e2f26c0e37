/** The texts of a step side by side, and whether one of them does better. */
import { Alert, Box, Typography } from '@mui/material'
import type { EffectShape } from '@relance/contract'
import { useWords } from '../i18n/use-words.ts'
import { Measures, usePercent } from './Measure.tsx'

type Step = EffectShape['steps'][number]

export const Texts = ({ texts, comparison }: Pick<Step, 'texts' | 'comparison'>) => {
  const translate = useWords()
  if (texts.length < 2) return null
  return (
    <>
      <Typography variant="subtitle1" component="h3">
        {translate('effect.texts')}
      </Typography>
      {comparison && <Verdict texts={texts} comparison={comparison} />}
      {texts.map((text) => (
        <Box key={text.templateId} sx={{ borderLeft: 3, borderColor: 'divider', paddingLeft: 2, marginTop: 2 }}>
          <Typography variant="subtitle2" component="h4">
            {text.name}
          </Typography>
          <Measures of={text} />
        </Box>
      ))}
    </>
  )
}

const Verdict = ({ texts, comparison }: { texts: Step['texts']; comparison: NonNullable<Step['comparison']> }) => {
  const translate = useWords()
  const percent = usePercent()
  const { verdict, needed, chance, first, second } = comparison
  const text = (id: string) => texts.find(({ templateId }) => templateId === id)
  const [one, other] = [text(first), text(second)]
  const names = { first: one?.name ?? '—', second: other?.name ?? '—' }
  const fewest = Math.min(one?.replied.of ?? 0, other?.replied.of ?? 0)
  if (verdict === 'too_early') return <Alert severity="info">{translate('effect.too_early', { needed, fewest })}</Alert>
  const words = translate(`effect.texts_verdict.${verdict}`, names)
  return (
    <Alert severity={verdict === 'no_difference' ? 'info' : 'success'}>
      {words} {chance !== null && translate('effect.chance', { chance: percent(Math.max(0.01, chance)) })}
    </Alert>
  )
}
