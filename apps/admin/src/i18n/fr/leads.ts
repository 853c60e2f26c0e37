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
    pausedUntil: 'En pause jusqu’au',
    optedOutAt: 'Désinscrit le',
    lastContactAt_gte: 'Contacté depuis le',
    lastContactAt_lt: 'Pas contacté depuis le',
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

export const lead = {
  name: 'Nom',
  export: 'Exporter tout',
  none: 'Aucun lead. Importez un fichier, ou saisissez le premier à la main.',
  none_yours: 'Aucun lead ne vous est confié pour l’instant. Votre manager peut vous en attribuer.',
  by_hand: 'Saisir un lead',
  opted_out: 'désinscrit',
  paused: 'en pause',
  views: 'Vues',
  view: {
    unassigned: 'Sans closer',
    silent: 'Sans nouvelles depuis 7 jours',
    fresh: 'Arrivés cette semaine',
    proposals: 'Devis en attente',
    never: 'Jamais relancés',
    often: 'Relancés 3 fois ou plus',
  },
}

export const bulk = {
  select: 'Choisir %{name}',
  select_page: 'Choisir toute la page',
  selected: '%{smart_count} lead choisi |||| %{smart_count} leads choisis',
  unselect: 'Ne plus choisir',
  reassign: 'Réaffecter',
  status: 'Statut',
  tag: 'Étiqueter',
  untag: 'Retirer une étiquette',
  pause: 'Mettre en pause',
  opt_out: 'Désinscrire',
  title: '%{action} : %{smart_count} lead |||| %{action} : %{smart_count} leads',
  apply: 'Appliquer',
  nobody: 'À personne',
  asked: {
    reassign: 'Nouveau closer',
    status: 'Nouveau statut',
    tag: 'Étiquette à ajouter',
    untag: 'Étiquette à retirer',
    pause: 'En pause jusqu’au',
  },
  opt_out_help: 'Ces leads ne recevront plus aucune relance, et ce qui les attendait est retiré.',
  done: '%{smart_count} lead modifié, %{refused} refusé(s) |||| %{smart_count} leads modifiés, %{refused} refusé(s)',
  refused: '%{smart_count} lead n’a pas été modifié |||| %{smart_count} leads n’ont pas été modifiés',
}
