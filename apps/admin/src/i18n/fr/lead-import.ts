export const leadImport = {
  button: 'Importer un CSV',
  trial:
    '%{lines} lignes lues : %{created} nouveaux leads, %{updated} mis à jour, %{unchanged} inchangés, %{refused} refusées. Rien n’est encore écrit.',
  done: 'Importé : %{created} nouveaux leads, %{updated} mis à jour, %{unchanged} inchangés, %{refused} lignes refusées.',
  confirm: 'Importer',
  refusal: 'Ligne %{line}, %{field} :',
  codes: {
    phone_missing: 'numéro manquant',
    phone_unreadable: 'numéro illisible',
    phone_invalid: 'numéro invalide',
    phone_not_mobile: 'ce n’est pas un mobile',
    email_unreadable: 'e-mail illisible',
    status_unknown: 'statut inconnu',
    closer_unknown: 'closer inconnu',
    date_unreadable: 'date illisible',
    too_long: 'trop long',
    character_refused: 'caractère refusé',
  },
}
