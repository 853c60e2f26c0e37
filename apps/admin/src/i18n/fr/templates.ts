import { leadVariableNames } from '@relance/contract/lead-fields'

export const templates = {
  name: 'Modèle |||| Modèles',
  page: { create: 'Nouveau modèle' },
  fields: { name: 'Nom', body: 'Message', locale: 'Langue', version: 'Version' },
}

export const template = {
  variables: 'Insérer au curseur',
  variable: {
    ...leadVariableNames('fr'),
    'closer.name': 'Closer',
    'company.name': 'Entreprise',
  },
  seen: 'Comme il arrivera',
  light: 'clair',
  dark: 'sombre',
  worst: 'Cas limites',
  cases: { nameless: 'Sans prénom ni société', long: 'Nom très long', accents: 'Accents et apostrophes' },
  blank: 'Le message serait vide ou trop long.',
  gaps: 'Manquant : %{variables}. Prévoyez une formule de repli, par exemple {% if lead.firstName %}…{% endif %}.',
  length: '%{length} caractères sur 4 096',
}
