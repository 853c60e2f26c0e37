export const auditEvents = {
  name: 'Journal |||| Journal d’audit',
  fields: {
    at: 'Quand',
    actorName: 'Qui',
    action: 'Action',
    resource: 'Quoi',
    recordId: 'Enregistrement',
    origin: 'Origine',
    changes: 'Changements',
    at_gte: 'Depuis',
  },
}

export const audit = {
  verify: 'Vérifier la chaîne',
  intact: 'La chaîne est intacte : %{entries} entrées.',
  broken: 'La chaîne est rompue à l’entrée %{seq} (%{problem}).',
  erased: 'valeurs effacées',
  actions: {
    created: 'a créé',
    updated: 'a modifié',
    deleted: 'a supprimé',
    ran: 'passage terminé',
    signed_in: 's’est connecté',
    signed_out: 's’est déconnecté',
    login_refused: 'connexion refusée',
    session_revoked: 'session fermée',
    password_changed: 'mot de passe changé',
    access_denied: 'accès refusé',
    exported: 'a exporté',
    imported: 'a importé',
    erased: 'a effacé',
  },
}
