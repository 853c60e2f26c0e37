export const rules = {
  name: 'Règle |||| Règles',
  fields: {
    name: 'Nom',
    active: 'Active',
    priority: 'Priorité',
    channel: 'Canal',
    frequencyId: 'Fréquence',
    templateIds: 'Messages',
    expiryDays: 'Expire après (jours)',
    stopOn: 'S’arrête quand',
    audience: 'Qui',
    version: 'Version',
  },
}

export const rule = { active: 'active', inactive: 'inactive' }

export const audience = {
  match: 'Correspond à',
  all: 'toutes ces conditions',
  any: 'l’une de ces conditions',
  everybody: 'Aucune condition : tous les leads.',
  add: 'Ajouter une condition',
  add_group: 'Ajouter un groupe',
  field: 'Champ',
  operator: 'Opérateur',
  value: 'Valeur',
  unit: 'Unité',
  comma: 'Séparées par des virgules',
  operators: {
    '=': 'est',
    '!=': 'n’est pas',
    in: 'parmi',
    notIn: 'pas parmi',
    null: 'est vide',
    notNull: 'est rempli',
    contains: 'contient',
    beginsWith: 'commence par',
    olderThan: 'il y a plus de',
    newerThan: 'il y a moins de',
    between: 'entre',
  },
}

export const stops = { replied: 'Le lead répond', no_longer_matches: 'Le lead ne correspond plus' }

export const preview = {
  length: '%{smart_count} caractère |||| %{smart_count} caractères',
  dates: 'Si le dernier contact était maintenant (%{zone}) :',
  never: 'jamais : la fenêtre ne s’ouvre pas',
  count: '%{smart_count} lead correspond |||| %{smart_count} leads correspondent',
  excluded: '%{smart_count} écarté (fermé, désinscrit…) |||| %{smart_count} écartés (fermés, désinscrits…)',
}
