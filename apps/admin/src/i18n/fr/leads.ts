import { leadFieldNames } from '@relance/contract/lead-fields'

export const leads = {
  name: 'Lead |||| Leads',
  page: { create: 'Nouveau lead' },
  fields: {
    ...leadFieldNames('fr'),
    lastRelanceAt: 'Dernière relance',
    relanceCount: 'Relances',
    lastContactAt_gte: 'Contacté depuis le',
    lastContactAt_lt: 'Pas contacté depuis le',
  },
}

export const timeline = {
  title: 'Historique',
  relance: 'Relance',
  changes: {
    created: 'a créé la fiche',
    updated: 'a modifié la fiche',
    imported: 'a importé la fiche',
    opted_out: 'a noté que le lead ne veut plus être contacté',
  },
  imported: {
    created: 'Créé par l’import de %{details}',
    updated: 'Mis à jour par l’import de %{details}',
  },
  sends: {
    accepted: 'Accepté par WhatsApp',
    delivered: 'Remis au lead',
    read: 'Lu par le lead',
    failed: 'Non remis',
    unknown: 'WhatsApp n’a pas répondu : en attente de confirmation',
  },
  free: 'gratuit',
  received: {
    text: 'Le lead a écrit',
    button: 'Le lead a appuyé sur un bouton',
    interactive: 'Le lead a choisi une réponse',
    reaction: 'Le lead a réagi',
    media: 'Le lead a envoyé un fichier, une image ou un vocal',
    other: 'Le lead a envoyé quelque chose qui ne se lit pas ici',
  },
  actions: {
    open: 'a ouvert WhatsApp',
    sent: 'a confirmé l’envoi',
    skip: 'a passé la relance',
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
  never_contacted: 'jamais contacté',
  relances: '%{smart_count} relance |||| %{smart_count} relances',
  face: 'Présentation',
  faces: { list: 'Liste', cards: 'Cartes' },
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
  select_all: 'Choisir ce lead |||| Choisir les %{smart_count} leads de la liste',
  select_first: 'Choisir les %{smart_count} premiers',
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
