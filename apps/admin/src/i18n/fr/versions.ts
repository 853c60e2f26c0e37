export const versions = {
  title: 'Versions',
  back: 'Revenir à la fiche',
  number: 'Version %{version}',
  current: 'en vigueur',
  saved_by: 'enregistrée par %{name} le %{at}',
  first: 'Première version.',
}

/** Codes of the settings that come with Relance; others are shown as they are. */
export const statuses = {
  new: 'nouveau',
  contacted: 'contacté',
  meeting: 'rendez-vous',
  proposal: 'proposition',
  won: 'gagné',
  lost: 'perdu',
}

/** Fields that no form shows, but a difference may. */
export const fields = {
  archivedAt: 'Archivé le',
  channel: 'Canal',
  companyName: 'Entreprise',
  country: 'Pays',
  cron: 'Horaire',
  disabledAt: 'Désactivé le',
  enabled: 'Exécutions automatiques',
  erasedAt: 'Effacé le',
  heldOn: 'Jour',
  leadStatuses: 'Statuts',
  minimumGapMinutes: 'Écart minimum (minutes)',
  openedAt: 'Ouverte le',
  optedOutAt: 'Désinscrit le',
  outcome: 'Résultat',
  outcomeAt: 'Résultat noté le',
  pausedUntil: 'En pause jusqu’au',
  retentionMonths: 'Conservation (mois)',
  revokedAt: 'Révoqué le',
  settledAt: 'Traitée le',
  sharedQueue: 'File commune',
  steps: 'Étapes',
  stoppedAt: 'Arrêt général depuis',
  timeZone: 'Fuseau horaire',
  window: 'Fenêtre',
  wrongNumberAt: 'Mauvais numéro depuis',
  custom: 'Champs libres',
  reason: 'Raison',
  state: 'État',
  expiresAt: 'Expire le',
  deliverAt: 'À remettre le',
}
