export const questions = {
  page: 'À décider',
  page_hint: 'Rien ne part pour ces leads tant que personne n’a décidé.',
  nothing: 'Rien n’attend de décision.',
  title: '%{smart_count} lead semble demander l’arrêt |||| %{smart_count} leads semblent demander l’arrêt',
  question: 'Ce lead demande-t-il à ne plus être contacté ? D’ici votre réponse, rien ne part.',
  yes: 'Oui, ne plus le contacter',
  no: 'Non, continuer',
  stopped: 'Ce lead ne sera plus contacté.',
  goes_on: 'Les relances de ce lead continuent.',
  sources: {
    message: 'Reçu par WhatsApp',
    note: 'Dans une note',
    import: 'Dans un import',
    submission: 'Formulaire envoyé',
  },
  unwritten: '%{smart_count} message incomplet attend |||| %{smart_count} messages incomplets attendent',
  unwritten_help: 'Complétez la fiche du lead, ou donnez un repli au modèle : le message part alors de lui-même.',
  missing: 'il manque : %{names}',
  unwritable: 'texte vide ou trop long',
  text: 'modèle',
  all: 'Tout afficher (%{smart_count})',
}

export const submissions = {
  title:
    '%{smart_count} lead désinscrit a renvoyé un formulaire |||| %{smart_count} leads désinscrits ont renvoyé un formulaire',
  question:
    'Ce lead avait demandé à ne plus être contacté. Peut-on de nouveau lui écrire ? D’ici votre réponse, rien ne part.',
  yes: 'Oui, reprendre les relances',
  no: 'Non, il reste désinscrit',
  goes_on: 'La désinscription est levée : les relances reprennent.',
  stopped: 'Ce lead reste désinscrit.',
}
