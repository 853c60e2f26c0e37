export const dashboard = {
  late: 'Le passage automatique est en retard.',
  failing: 'Le dernier passage a échoué.',
  due_now: 'À faire maintenant',
  overdue: 'En retard',
  unassigned: 'À personne',
  last_run: 'Dernier passage',
  next_run: 'Prochain passage',
  recorded: '%{smart_count} relance enregistrée |||| %{smart_count} relances enregistrées',
}
