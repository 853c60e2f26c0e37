/** One value of a lead: text that becomes an input when pressed. Enter or leaving saves, Escape cancels. */
import type { Lead } from '@relance/contract'
import { type FormField, LEAD_FIELDS, type StoredLeadField } from '@relance/contract/lead-fields'
import { instantFormat } from '@relance/contract/instants'
import { useGetList, useLocaleState } from 'react-admin'
import { phoneWords } from '../../formats/phone-words.ts'
import { useWords } from '../../i18n/use-words.ts'
import { EditedInPlace } from './EditedInPlace.tsx'
import { useSaveField } from './use-save-field.ts'

const MORNING = 9

interface Props {
  lead: Lead
  name: FormField
  isReadOnly: boolean
}

export const DetailField = ({ lead, name, isReadOnly }: Props) => {
  const translate = useWords()
  const { save } = useSaveField(lead)
  const { kind, default: unknown }: StoredLeadField = LEAD_FIELDS[name]
  const label = translate(`resources.leads.fields.${name}`, { _: name })
  const common = { id: `${lead.id}/${name}`, label, isReadOnly, save: (value: unknown) => save(name, value) }
  switch (kind) {
    case 'phone':
      return <PhoneField {...common} lead={lead} />
    case 'person':
      return <PersonField {...common} closerId={lead.closerId} />
    case 'tags':
      return <TagsField {...common} tags={lead.tags} />
    case 'instant':
      return <InstantDetail {...common} value={lead[name] as string | null} />
    default:
      return (
        <EditedInPlace
          {...common}
          kind={kind === 'email' ? 'email' : 'text'}
          value={(lead[name] as string | null) ?? ''}
          save={(text) => common.save(text === '' && unknown === undefined ? null : text)}
        />
      )
  }
}

interface Common {
  id: string
  label: string
  isReadOnly: boolean
  save(value: unknown): Promise<boolean>
}

const PhoneField = ({ lead, save, ...common }: Common & { lead: Lead }) => {
  const translate = useWords()
  const isHidden = lead.phone === null && lead.erasedAt === null
  return (
    <EditedInPlace
      {...common}
      kind="tel"
      value={phoneWords(lead.phone)}
      {...(isHidden && {
        empty: translate('resources.leads.number_hidden'),
        hint: translate('resources.leads.phone_hidden'),
      })}
      // Nobody can take a number away.
      save={async (text) => text === '' || save(text)}
    />
  )
}

const PersonField = ({ closerId, save, ...common }: Common & { closerId: string | null }) => {
  const translate = useWords()
  const { data = [] } = useGetList<{ id: string; name: string }>('closers', {
    sort: { field: 'name', order: 'ASC' },
    pagination: { page: 1, perPage: 500 },
  })
  const choices = [{ id: '', name: translate('bulk.nobody') }, ...data]
  return (
    <EditedInPlace
      {...common}
      kind="choice"
      value={closerId ?? ''}
      choices={choices}
      save={(chosen) => save(chosen || null)}
    />
  )
}

const TagsField = ({ tags, save, ...common }: Common & { tags: readonly string[] }) => {
  const translate = useWords()
  const read = (text: string): string[] => [...new Set(text.split(',').map((tag) => tag.trim()))].filter(Boolean)
  return (
    <EditedInPlace
      {...common}
      kind="text"
      value={tags.join(', ')}
      hint={translate('lead_page.tags_hint')}
      save={(text) => save(read(text))}
    />
  )
}

const InstantDetail = ({ value, save, ...common }: Common & { value: string | null }) => {
  const [locale] = useLocaleState()
  const shown = instantFormat(locale, { dateStyle: 'medium', timeStyle: 'short' })
  return (
    <EditedInPlace
      {...common}
      kind="instant"
      hour={MORNING}
      value={value ?? ''}
      shown={value === null ? '' : shown.format(new Date(value))}
      save={(iso) => save(iso || null)}
    />
  )
}
