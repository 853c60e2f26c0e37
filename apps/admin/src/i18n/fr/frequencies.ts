export const frequencies = {
  name: 'Fréquence |||| Fréquences',
  page: { create: 'Nouvelle fréquence' },
  fields: {
    name: 'Nom',
    version: 'Version',
    updatedAt: 'Modifiée le',
    skipHolidays: 'Exclure les jours fériés',
  },
}

export const frequency = {
  steps: 'Étapes',
  step: 'Étape %{step}',
  value: 'Après',
  unit: 'Unité',
  days: 'Jours',
  window: 'Plage d’envoi',
  from: 'De',
  to: 'À',
  from_hint: 'Par exemple 09:00',
  to_hint: 'Par exemple 18:30 ; 24:00 pour minuit',
  presets: 'Partir d’un exemple',
  preset: {
    now: 'Dès aujourd’hui, puis après 3 et 7 jours',
    weekdays: 'Tous les 3 jours, en semaine',
    gentle: 'En douceur : 3, 7 puis 14 jours',
    proposal: 'Après un devis : 2 puis 4 jours ouvrés, le matin',
    intensive: 'Soutenue : 1, 2 puis 3 jours ouvrés',
  },
  calendar: 'Prochaines dates',
  moves:
    '%{smart_count} lead sera planifié à nouveau à l’enregistrement. |||| %{smart_count} leads seront planifiés à nouveau à l’enregistrement.',
  moves_overdue: 'Dont %{count} étapes déjà échues, réparties selon la limite par closer et par jour.',
  moves_ended: '%{count} étapes en attente s’arrêtent : la fréquence devient trop courte.',
}

export const units = {
  minutes: 'minutes',
  hours: 'heures',
  days: 'jours',
  workingDays: 'jours ouvrés',
  weeks: 'semaines',
}

/** A length of time, with its number. */
export const delay = {
  minutes: '%{smart_count} minute |||| %{smart_count} minutes',
  hours: '%{smart_count} heure |||| %{smart_count} heures',
  days: '%{smart_count} jour |||| %{smart_count} jours',
  workingDays: '%{smart_count} jour ouvré |||| %{smart_count} jours ouvrés',
  weeks: '%{smart_count} semaine |||| %{smart_count} semaines',
}

export const weekdays = { 1: 'lundi', 2: 'mardi', 3: 'mercredi', 4: 'jeudi', 5: 'vendredi', 6: 'samedi', 7: 'dimanche' }

export const shifts = { day_not_allowed: 'jour exclu', holiday: 'jour férié', outside_hours: 'hors des heures' }
