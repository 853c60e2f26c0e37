export const users = {
  name: 'Personne |||| Équipe',
  fields: {
    name: 'Nom',
    email: 'E-mail',
    role: 'Rôle',
    password: 'Mot de passe (12 caractères ou plus)',
    disabled: 'Désactivé',
    takeOverBy: 'Qui reprend ses leads ?',
    locale: 'Langue',
    createdAt: 'Depuis le',
  },
}

export const absences = {
  empty: 'Aucune absence prévue.',
  invite: 'En ajouter une ?',
  name: 'Absence |||| Absences',
  fields: { userId: 'Personne', fromOn: 'Du', toOn: 'Au (inclus)', standInId: 'Remplacée par' },
}

export const roles = { closer: 'Closer', manager: 'Manager', admin: 'Administrateur' }
