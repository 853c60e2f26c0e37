export const frequencies = {
  name: 'Fréquence |||| Fréquences',
  fields: {
    name: 'Nom',
    version: 'Version',
    updatedAt: 'Modifiée le',
    skipHolidays: 'Sauter les jours fériés',
  },
}

export const frequency = { steps: 'Étapes', value: 'Après', unit: 'Unité', days: 'Jours', from: 'De', to: 'À' }

export const units = {
  minutes: 'minutes',
  hours: 'heures',
  days: 'jours',
  workingDays: 'jours ouvrés',
  weeks: 'semaines',
}

export const weekdays = { 1: 'lundi', 2: 'mardi', 3: 'mercredi', 4: 'jeudi', 5: 'vendredi', 6: 'samedi', 7: 'dimanche' }

export const shifts = { day_not_allowed: 'jour exclu', holiday: 'jour férié', outside_hours: 'hors des heures' }
