export const runs = {
  name: 'Passage |||| Passages',
  fields: {
    startedAt: 'Début',
    trigger: 'Déclencheur',
    state: 'État',
    due: 'Dues',
    recorded: 'Enregistrées',
    remaining: 'Restantes',
  },
}
