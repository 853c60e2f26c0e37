export const leads = {
  name: 'Lead |||| Leads',
  fields: {
    firstName: 'Prénom',
    lastName: 'Nom',
    phone: 'Téléphone',
    email: 'E-mail',
    company: 'Société',
    status: 'Statut',
    source: 'Source',
    lastContactAt: 'Dernier contact',
    lastRelanceAt: 'Dernière relance',
    relanceCount: 'Relances',
    tags: 'Étiquettes',
    closerId: 'Closer',
    timeZone: 'Fuseau horaire',
    locale: 'Langue',
    createdAt: 'Créé le',
  },
}

export const why = { ask: 'Pourquoi ?' }

export const timeline = {
  title: 'Historique',
  relance: 'Relance',
  actions: {
    open: 'a ouvert WhatsApp',
    sent: 'a confirmé l’envoi',
    skip: 'a passé',
    snooze: 'a remis à plus tard',
    outcome: 'a noté le résultat',
    reassign: 'a confié la relance',
  },
}
