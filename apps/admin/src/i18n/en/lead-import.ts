import type * as fr from '../fr/lead-import.ts'

export const leadImport: typeof fr.leadImport = {
  button: 'Import a CSV',
  trial:
    '%{lines} lines read: %{created} new leads, %{updated} updated, %{unchanged} unchanged, %{refused} refused. Nothing is written yet.',
  done: 'Imported: %{created} new leads, %{updated} updated, %{unchanged} unchanged, %{refused} lines refused.',
  confirm: 'Import',
  refusal: 'Line %{line}, %{field}:',
  codes: {
    phone_missing: 'no number',
    phone_unreadable: 'unreadable number',
    phone_invalid: 'invalid number',
    phone_not_mobile: 'not a mobile',
    email_unreadable: 'unreadable email',
    status_unknown: 'unknown status',
    closer_unknown: 'unknown closer',
    date_unreadable: 'unreadable date',
    too_long: 'too long',
    character_refused: 'refused character',
  },
}
