import {
  BooleanInput,
  CheckboxGroupInput,
  NumberInput,
  RadioButtonGroupInput,
  ReferenceInput,
  required,
  SelectInput,
  TextInput,
  useRecordContext,
} from 'react-admin'
import type { Rule } from '@relance/contract'
import { Suspense } from 'react'
import { DelaysInput } from '../what-if/DelaysInput.tsx'
import { ChannelInput } from '../whatsapp/ChannelInput.tsx'
import { ExperimentInputs } from '../effect/ExperimentInputs.tsx'
import { PausedRule } from '../whatsapp/PausedRule.tsx'
import { AudienceInput } from './AudienceInput.tsx'
import { MessagesInput } from './MessagesInput.tsx'
import { SilenceInput } from './SilenceInput.tsx'
import { lazyPart } from '../parts/lazy-parts.ts'
import { SimpleForm } from '../forms/SimpleForm.tsx'

const BeforeSaving = lazyPart(async () => (await import('../what-if/BeforeSaving.tsx')).default)

const STOPS = ['replied', 'no_longer_matches'].map((id) => ({ id, name: `stops.${id}` }))
const RETURNS = ['reopened', 'submitted'].map((id) => ({ id, name: `returns.${id}` }))

const ON_CONTACT = ['restart_delay', 'stop', 'ignore'].map((id) => ({ id, name: `on_contact.${id}` }))

const Paused = () => {
  const rule = useRecordContext<Rule>()
  return rule ? <PausedRule rule={rule} /> : null
}

export const RuleForm = () => (
  <SimpleForm
    defaultValues={{
      priority: 0,
      channel: 'closer',
      stopOn: ['replied'],
      reentry: { on: ['reopened', 'submitted'], afterSilence: null },
      onContact: 'restart_delay',
      expiryDays: 3,
      holdoutPercent: 0,
      variants: [],
    }}
  >
    <Paused />
    <TextInput source="name" validate={required()} />
    <AudienceInput />
    <ReferenceInput source="frequencyId" reference="frequencies" perPage={200}>
      <SelectInput validate={required()} />
    </ReferenceInput>
    <DelaysInput />
    <MessagesInput />
    <ChannelInput />
    <ExperimentInputs />
    <CheckboxGroupInput source="stopOn" choices={STOPS} helperText="rule.always_stops" />
    <RadioButtonGroupInput source="onContact" choices={ON_CONTACT} helperText="rule.on_contact_hint" />
    <CheckboxGroupInput
      source="reentry.on"
      choices={RETURNS}
      label="rule.begins_anew"
      helperText="rule.begins_anew_hint"
    />
    <SilenceInput />
    <NumberInput source="expiryDays" min={1} max={60} helperText="rule.expiry_hint" />
    <BooleanInput source="active" defaultValue={false} />
    <Suspense>
      <BeforeSaving />
    </Suspense>
  </SimpleForm>
)
