/** Being told what is due. */
export const notices = {
  title: 'Notifications',
  hint: 'Pour savoir qu’une relance vous attend sans avoir à regarder. L’écran verrouillé montre un nombre, jamais un nom.',
  here: 'Notifications sur cet appareil',
  here_hint: 'Au plus une par minute, pendant les heures choisies plus bas.',
  is_on: 'Cet appareil vous préviendra',
  failed: 'Le navigateur n’a pas pu activer les notifications. Réessayez, ou essayez avec un autre navigateur.',
  denied:
    'Ce navigateur bloque les notifications de Relance. Autorisez-les dans ses réglages, pour ce site, puis réessayez.',
  unsupported:
    'Ce navigateur ne sait pas afficher de notifications. Ouvrez Relance dans Chrome, Edge, Firefox ou Safari, à jour et à son adresse en https.',
  no_key:
    'Le serveur ne peut pas envoyer de notifications pour l’instant. Prévenez votre administrateur : le diagnostic lui dit quoi faire.',
  offer: 'Être prévenu sur cet appareil quand une relance vous attend ?',
  turn_on: 'Activer les notifications',
  not_now: 'Pas maintenant',
  others: 'Vos autres appareils prévenus',
  device_remove: 'Ne plus prévenir',
  device_removed: 'Cet appareil n’est plus prévenu',
  digest: 'Résumé du matin par e-mail',
  digest_hint: 'À %{email}, au début de vos heures, s’il y a des relances à faire.',
  digest_absent: 'Ce serveur n’envoie pas d’e-mails.',
  hours: 'Quand vous prévenir',
  days: 'Jours',
  from: 'De',
  to: 'À',
  hours_hint: 'Heures de %{zone}, hors jours fériés. Ce qui arrive en dehors vous est signalé quand elles reprennent.',
  hours_save: 'Enregistrer les heures',
  hours_saved: 'Heures enregistrées',
  install: 'Installer Relance sur cet appareil',
  android:
    'Pour avoir Relance sur l’écran d’accueil, avec le nombre de relances : menu ⋮ du navigateur, puis « Installer l’application ».',
  ios: {
    needed: 'Sur iPhone et iPad, les notifications demandent que Relance soit sur l’écran d’accueil :',
    share: 'Touchez le bouton Partager du navigateur (un carré avec une flèche vers le haut).',
    add: 'Choisissez « Sur l’écran d’accueil », puis « Ajouter ».',
    open: 'Ouvrez Relance depuis l’écran d’accueil, puis Profil, Notifications.',
  },
}
