import type * as fr from '../fr/audit-events.ts'

export const auditEvents: typeof fr.auditEvents = {
  name: 'Entry |||| Audit log',
  fields: {
    at: 'When',
    actorName: 'Who',
    action: 'Action',
    resource: 'What',
    recordId: 'Record',
    origin: 'Origin',
    changes: 'Changes',
    at_gte: 'Since',
  },
}

export const audit: typeof fr.audit = {
  verify: 'Verify the chain',
  intact: 'The chain is intact: %{entries} entries.',
  broken: 'The chain is broken at entry %{seq} (%{problem}).',
  erased: 'values erased',
  actions: {
    created: 'created',
    updated: 'changed',
    deleted: 'deleted',
    ran: 'run finished',
    signed_in: 'signed in',
    signed_out: 'signed out',
    login_refused: 'login refused',
    session_revoked: 'session ended',
    password_changed: 'password changed',
    access_denied: 'access denied',
    exported: 'exported',
    imported: 'imported',
    erased: 'erased',
  },
}
