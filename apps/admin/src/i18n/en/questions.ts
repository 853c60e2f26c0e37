import type * as fr from '../fr/questions.ts'

export const questions: typeof fr.questions = {
  page: 'To decide',
  page_hint: 'Nothing is sent to these leads until somebody decides.',
  nothing: 'Nothing waits for a decision.',
  title: '%{smart_count} lead seems to ask to stop |||| %{smart_count} leads seem to ask to stop',
  question: 'Does this lead ask not to be contacted again? Nothing is sent until you answer.',
  yes: 'Yes, stop contacting',
  no: 'No, go on',
  stopped: 'This lead will not be contacted again.',
  goes_on: 'The follow-ups of this lead go on.',
  sources: {
    message: 'Received through WhatsApp',
    note: 'In a note',
    import: 'In an import',
    submission: 'Form submitted',
  },
  unwritten: '%{smart_count} incomplete message is held |||| %{smart_count} incomplete messages are held',
  unwritten_help: 'Complete the lead, or give the template a default: the message then goes on by itself.',
  missing: 'missing: %{names}',
  unwritable: 'text blank or too long',
  text: 'template',
  all: 'Show all (%{smart_count})',
}

export const submissions: typeof fr.submissions = {
  title:
    '%{smart_count} opted-out lead submitted a form again |||| %{smart_count} opted-out leads submitted a form again',
  question: 'This lead had asked not to be contacted. May we write again? Nothing is sent until you answer.',
  yes: 'Yes, follow up again',
  no: 'No, keep them opted out',
  goes_on: 'The opt-out is lifted: follow-ups start again.',
  stopped: 'This lead stays opted out.',
}
