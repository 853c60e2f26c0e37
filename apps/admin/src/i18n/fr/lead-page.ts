/** The page of a lead: its conversation, what one does under it, and the details beside it. */
export const lead_page = {
  back: 'Tous les leads',
  today: 'Aujourd’hui',
  yesterday: 'Hier',
  earlier: 'Voir %{smart_count} élément plus ancien |||| Voir les %{smart_count} éléments plus anciens',
  read: 'lu à',
  outcome_of: 'Noter le résultat de cette relance',
  outcome_noted: '%{who} a noté : %{outcome}',
  snoozed_to: '%{who} a reporté la relance à %{when}',
  status_changed: '%{who} a passé le statut de « %{from} » à « %{to} »',
  waits_with: 'Une relance attend chez %{name}.',
  last_relance: 'la dernière %{ago}',
  note: 'Note',
  note_hint: 'Ajouter une note, visible de l’équipe',
  note_save: 'Noter',
  to_fill: 'À remplir',
  change: '%{label} : %{value}. Modifier',
  tags_hint: 'Séparées par des virgules.',
  no_number: 'Ce champ attend un nombre.',
}

export const date_field = {
  /** Of day, month, year, hour and minute, as an empty field shows them. */
  letters: 'j m a h m',
  calendar: 'Calendrier : %{label}',
  expected: 'Écrivez %{pattern}.',
}
