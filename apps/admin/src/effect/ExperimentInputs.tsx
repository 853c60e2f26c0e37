/** Trying things on a rule: leads set aside to compare with, and a second text for a step. */
import AddIcon from '@mui/icons-material/Add'
import DeleteIcon from '@mui/icons-material/DeleteOutline'
import ExpandIcon from '@mui/icons-material/ExpandMore'
import {
  Accordion,
  AccordionDetails,
  AccordionSummary,
  Box,
  Button,
  IconButton,
  MenuItem,
  Stack,
  TextField,
  Typography,
} from '@mui/material'
import type { Frequency, Rule, Template } from '@relance/contract'
import { useState } from 'react'
import { NumberInput, useGetList, useGetOne, useInput } from 'react-admin'
import { useWatch } from 'react-hook-form'
import { useWords } from '../i18n/use-words.ts'

type Variant = Rule['variants'][number]

/** A first rule is made without. What is tried is in sight, and does not fold away under the hand that empties it. */
export const ExperimentInputs = () => {
  const translate = useWords()
  const [holdoutPercent, variants] = useWatch({ name: ['holdoutPercent', 'variants'] })
  const isUsed = Number(holdoutPercent) > 0 || (Array.isArray(variants) && variants.length > 0)
  const [isOpen, setIsOpen] = useState(isUsed)
  if (isUsed && !isOpen) setIsOpen(true)
  return (
    <Accordion
      variant="outlined"
      disableGutters
      expanded={isOpen}
      onChange={(_, isWanted) => setIsOpen(isWanted)}
      slotProps={{ heading: { component: 'h2' } }}
      sx={{ width: '100%', marginY: 1.5, '&&': { borderRadius: 1 }, '&::before': { display: 'none' } }}
    >
      <AccordionSummary expandIcon={<ExpandIcon />}>
        <div>
          <Typography variant="subtitle1" component="div">
            {translate('effect.experiment')}
          </Typography>
          <Typography variant="body2" color="text.secondary">
            {translate('effect.experiment_hint')}
          </Typography>
        </div>
      </AccordionSummary>
      <AccordionDetails>
        <NumberInput
          source="holdoutPercent"
          label="effect.holdout_percent_label"
          min={0}
          max={50}
          helperText="effect.holdout_percent_hint"
        />
        <VariantsInput />
      </AccordionDetails>
    </Accordion>
  )
}

/** One text is wanted for each: a variant without one is no variant. */
const isFilled = (variants: unknown): string | undefined =>
  !Array.isArray(variants) || variants.every(({ templateId }: Variant) => templateId)
    ? undefined
    : 'ra.validation.required'

const VariantsInput = () => {
  const translate = useWords()
  const { field, fieldState } = useInput<Variant[]>({ source: 'variants', defaultValue: [], validate: isFilled })
  const variants = Array.isArray(field.value) ? (field.value as Variant[]) : []
  const { data: templates = [] } = useGetList<Template>('templates', {
    pagination: { page: 1, perPage: 200 },
    sort: { field: 'name', order: 'ASC' },
  })
  const frequencyId = useWatch({ name: 'frequencyId' }) as string | undefined
  const { data } = useGetOne<Frequency>('frequencies', { id: frequencyId ?? '' }, { enabled: Boolean(frequencyId) })
  const steps = Array.from({ length: data?.steps.length ?? 1 }, (_, place) => place + 1)
  const free = steps.filter((step) => variants.every((one) => one.step !== step))
  const put = (step: number, templateId: string): void =>
    field.onChange(variants.map((one) => (one.step === step ? { step, templateId } : one)))
  return (
    <Box component="fieldset" sx={{ width: '100%', border: 0, padding: 0, margin: 0, marginBottom: 2 }}>
      <Typography component="legend" variant="subtitle1">
        {translate('effect.variants')}
      </Typography>
      <Typography variant="body2" color="text.secondary">
        {translate('effect.variants_hint')}
      </Typography>
      <Stack spacing={1} sx={{ marginTop: 1 }}>
        {variants.map(({ step, templateId }) => (
          <Stack key={step} direction="row" spacing={1} sx={{ maxWidth: 420 }}>
            <TextField
              select
              fullWidth
              size="small"
              label={translate('effect.variant_of', { step })}
              value={templates.some(({ id }) => id === templateId) ? templateId : ''}
              error={fieldState.invalid && !templateId}
              onChange={({ target }) => put(step, target.value)}
            >
              {templates.map(({ id, name }) => (
                <MenuItem key={id} value={id}>
                  {name}
                </MenuItem>
              ))}
            </TextField>
            <IconButton
              aria-label={translate('effect.remove_variant', { step })}
              onClick={() => field.onChange(variants.filter((one) => one.step !== step))}
            >
              <DeleteIcon />
            </IconButton>
          </Stack>
        ))}
      </Stack>
      {free.map((step) => (
        <Button
          key={step}
          size="small"
          startIcon={<AddIcon />}
          onClick={() => field.onChange([...variants, { step, templateId: '' }].sort((a, b) => a.step - b.step))}
        >
          {translate('effect.add_variant', { step })}
        </Button>
      ))}
    </Box>
  )
}
