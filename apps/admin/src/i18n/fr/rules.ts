export const rules = {
  name: 'Règle |||| Règles',
  page: { create: 'Nouvelle règle' },
  fields: {
    name: 'Nom',
    active: 'Active',
    priority: 'Priorité',
    channel: 'Canal',
    frequencyId: 'Fréquence',
    templateIds: 'Messages',
    expiryDays: 'Expire après (jours)',
    stopOn: 'Arrêt si',
    onContact: 'Quand vous avez été en contact entre deux messages',
    audience: 'Leads concernés',
    version: 'Version',
  },
}

export const rule = {
  active: 'active',
  inactive: 'en pause',
  activate: 'Activer',
  pause: 'Mettre en pause',
  activated: '« %{name} » est active : ses relances partiront à la prochaine exécution.',
  paused: '« %{name} » est en pause : ce qu’elle avait déjà remis à un closer est retiré.',
  order: 'Règles par priorité',
  order_hint:
    'La première règle passe avant les autres quand plusieurs veulent le même lead. Déplacez-les par la poignée.',
  ordered: 'Priorités enregistrées',
  drag: 'Déplacer « %{name} », place %{place}',
  drag_help: 'Espace pour saisir, flèches pour déplacer, Espace pour poser, Échap pour annuler.',
  drag_start: '« %{name} » saisie, place %{place} sur %{all}.',
  drag_over: '« %{name} » irait à la place %{place} sur %{all}.',
  drag_end: '« %{name} » posée à la place %{place} sur %{all}.',
  drag_cancel: '« %{name} » est restée à sa place.',
  messages: '%{smart_count} message |||| %{smart_count} messages',
  stops_when: 's’arrête quand',
  begins_anew: 'Reprend au début quand',
  begins_anew_hint:
    'Une fois le parcours terminé. Un lead désinscrit qui envoie un formulaire reste désinscrit tant que vous n’en décidez pas autrement.',
  after_silence: 'Ou après un silence de',
  after_silence_hint: 'Sans nouvelles depuis la fin du parcours. Vide : jamais.',
  always_stops: 'Elle s’arrête toujours à un statut fermé, une désinscription, un mauvais numéro ou la dernière étape.',
  on_contact_hint:
    'Un appel, un rendez-vous ou un message de votre part. Ce que dit le lead est une réponse ; l’écart minimum tient toujours.',
  expiry_hint: 'Ce qui n’a pas pu être remis dans ce délai expire au lieu de partir trop tard.',
  message_of: 'Message de l’étape %{step}',
  add_message: 'Ajouter un message pour l’étape suivante',
  remove_message: 'Retirer le message de l’étape %{step}',
  message_missing: 'Choisissez un message pour chaque étape.',
  first_template: 'Écrire un premier modèle',
  choose_next: 'Sélectionner le suivant',
  write_next: 'Écrire le texte suivant',
}

export const on_contact = {
  restart_delay: 'La prochaine étape repart de ce contact',
  stop: 'La règle s’arrête pour ce lead',
  ignore: 'Les dates ne changent pas',
}

export const audience = {
  match: 'Correspond à',
  all: 'toutes ces conditions',
  any: 'l’une de ces conditions',
  everybody: 'Aucune condition : tous les leads.',
  add: 'Ajouter une condition',
  add_group: 'Ajouter un groupe',
  and: 'et',
  or: 'ou',
  not: 'sauf',
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

export const returns = {
  reopened: 'Le lead est rouvert, ou sa désinscription ou son mauvais numéro est corrigé',
  submitted: 'Le lead fait une nouvelle demande (« date de soumission » plus récente que le dernier contact)',
}

export const stops = { replied: 'Le lead répond', no_longer_matches: 'Le lead ne correspond plus' }

export const preview = {
  seen_by: 'Voir avec un lead',
  no_lead: 'Aucun lead ne correspond',
  length: '%{smart_count} caractère |||| %{smart_count} caractères',
  dates: 'Si le dernier contact était maintenant (%{zone}) :',
  never: 'jamais : la plage d’envoi ne s’ouvre pas',
  count: '%{smart_count} lead correspond |||| %{smart_count} leads correspondent',
  excluded: '%{smart_count} écarté (fermé, désinscrit…) |||| %{smart_count} écartés (fermés, désinscrits…)',
}

export const next_step = {
  rules: 'Aucune règle. Une règle dit qui relancer, avec quels messages, à quelle fréquence.',
  rules_create: 'Créer la première règle',
  frequencies: 'Aucune fréquence. Elle dit combien de jours séparent deux relances, quels jours et à quelles heures.',
  frequencies_create: 'Créer la première fréquence',
  templates: 'Aucun modèle. C’est le texte que vos closers envoient, avec le prénom du lead à sa place.',
  templates_create: 'Écrire le premier modèle',
  absences:
    'Aucune absence prévue. Pendant une absence, les relances vont à la personne qui remplace, ou attendent le retour.',
  absences_create: 'Prévoir une absence',
  relances: 'Aucune relance. Elles sont enregistrées par une exécution, quand une règle active trouve des leads.',
  relances_to: 'Voir les premières étapes',
  relances_yours: 'Aucune relance ne vous est confiée pour l’instant. Elles arriveront ici d’elles-mêmes.',
}

export const resumption = {
  title: { rule: 'Reprendre cette règle', stop: 'Reprendre les relances' },
  leads: '%{smart_count} lead attend une relance. |||| %{smart_count} leads attendent une relance.',
  overdue: '%{smart_count} relance est en retard. |||| %{smart_count} relances sont en retard.',
  spread: 'Au plus %{limit} par closer et par jour, les dernières le %{day}.',
  usual: 'Cette limite se change dans les réglages.',
  unassigned:
    'Dont %{smart_count} sans closer ; personnes qui peuvent la prendre : %{people}. |||| Dont %{smart_count} sans closer ; personnes qui peuvent les prendre : %{people}.',
  others: 'Les autres reprennent avec ce qu’il restait de leur délai.',
  all: 'Les relances reprennent avec ce qu’il restait de leur délai.',
  entering:
    '%{smart_count} autre lead, qui correspond maintenant, entre dans la règle. |||| %{smart_count} autres leads, qui correspondent maintenant, entrent dans la règle.',
  partial: 'Il y a trop de leads pour tous les compter à temps : les chiffres sont un minimum.',
  midway: '%{smart_count} lead est en cours de parcours |||| %{smart_count} leads sont en cours de parcours',
  choices: {
    continue: 'Continuer là où il en était |||| Continuer là où ils en étaient',
    restart: 'Recommencer à la première étape',
    end: 'Terminer son parcours sans le reprendre |||| Terminer leur parcours sans le reprendre',
  },
  go_on: 'Reprendre',
  kept_off: 'La règle reste en pause.',
}
