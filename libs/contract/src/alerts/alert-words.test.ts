import { alertWords } from './alert-words.ts'

it('a rule whose template may not be sent says what is true of a lost approval and of a changed template', () => {
  const alert = {
    event: 'opened',
    kind: 'rule_paused',
    subject: 'r',
    facts: { rule: 'Devis', why: 'template_not_approved' },
    openedAt: '2027-01-04T09:00:00Z',
    closedAt: null,
  } as const
  expect(alertWords('fr', alert).text).toContain(' : son modèle n’est plus approuvé, ou a changé.')
  expect(alertWords('en', alert).text).toContain(': its template is no longer approved, or has changed.')
})
