export const preflight = {
  title: 'Avant d’activer cette règle',
  summary: 'Sur %{leads} leads qui correspondent et %{messages} messages écrits, voici ce qui n’irait pas :',
  partial: 'Il y a trop de leads pour tous les examiner à temps : la liste n’est pas complète.',
  kinds: {
    empty_variable: 'Variables vides',
    message_blank: 'Messages vides',
    message_too_long: 'Messages trop longs',
    landline: 'Numéros fixes : WhatsApp ne les joint pas',
    phone_invalid: 'Numéros invalides',
    not_delivered: 'Modèles marketing : WhatsApp ne les remet pas aux États-Unis',
    template_unapproved: 'Modèles non approuvés par WhatsApp, ou dont les paramètres ne vont pas',
  },
  leads: '%{smart_count} lead |||| %{smart_count} leads',
  variables: 'Sans valeur : %{names}',
  step: 'étape %{step}',
  mend: 'Corriger',
  anyway: 'Activer quand même',
}
