import type { User } from '@relance/contract'

export const users = {
  name: 'Personne |||| Équipe',
  page: { create: 'Nouvelle personne' },
  fields: {
    name: 'Nom',
    email: 'E-mail',
    role: 'Rôle',
    password: 'Mot de passe',
    disabled: 'Désactivé',
    takeOverBy: 'Qui reprend ses leads ?',
    locale: 'Langue',
    createdAt: 'Depuis le',
  },
}

export const absences = {
  empty: 'Aucune absence prévue.',
  invite: 'En ajouter une ?',
  name: 'Absence |||| Absences',
  page: { create: 'Nouvelle absence' },
  fields: { userId: 'Personne', fromOn: 'Du', toOn: 'Au (inclus)', standInId: 'Remplacée par' },
}

export const roles = { closer: 'Closer', manager: 'Manager', admin: 'Administrateur' } satisfies Record<
  User['role'],
  string
>

export const team = {
  password_length: '12 caractères ou plus',
  strength: 'Solidité du mot de passe',
  password_strong: 'Solide.',
  password_strongest: 'Très solide.',
  password_hint: 'Vide : vous aurez un lien d’invitation à transmettre.',
  password_kept: 'Laissez vide pour ne pas le changer.',
  load_label: 'Charge',
  leads: '%{smart_count} lead ouvert |||| %{smart_count} leads ouverts',
  waiting: '%{smart_count} relance en attente |||| %{smart_count} relances en attente',
  standing: 'Compte',
  active: 'actif',
  disabled: 'désactivé',
  leave: 'Désactiver ce compte',
  leave_title: 'Départ de %{name}',
  leave_help:
    'Ses sessions se ferment. %{smart_count} lead change de mains. |||| Ses sessions se ferment. %{smart_count} leads changent de mains.',
  left: 'Le compte de %{name} est désactivé',
  open_again: 'Rouvrir ce compte',
  opened: 'Le compte de %{name} est rouvert',
  created: '%{name} fait partie de l’équipe',
  invited: 'invitation en attente',
  reset: 'Lien pour un nouveau mot de passe',
  invite_again: 'Nouveau lien d’invitation',
  link: 'Lien personnel',
  link_title: 'Lien d’accès de %{name}',
  link_help: 'Pour cette personne seule : ce lien sert une fois, jusqu’au %{until}.',
  link_copy: 'Copier le lien',
  link_copied: 'Lien copié',
}

export const welcome = {
  first_admin: 'Bienvenue dans Relance',
  invitation: 'Bienvenue, %{name}',
  reset: 'Nouveau mot de passe pour %{name}',
  first_admin_hint: 'Ce compte sera le premier administrateur.',
  choose: 'Choisissez votre mot de passe : vous vous connecterez avec %{email}.',
  go: 'Commencer',
  ended: 'Ce lien ne marche plus',
  sign_in: 'Aller à la connexion',
}

export const second_factor = {
  title: 'Double authentification',
  hint: 'En plus du mot de passe, votre appareil ou un code : un mot de passe volé ne suffit plus pour se connecter.',
  set_up: 'Configurer une application',
  scan: 'Scannez ce code avec votre application d’authentification, ou saisissez-y la clé.',
  qr: 'Code QR de la clé',
  key: 'Clé',
  code: 'Code à 6 chiffres',
  sign_in_code: 'Code de l’application, ou code de secours',
  recovery_code: 'Code de secours',
  use_passkey: 'Utiliser une clé d’accès',
  or: 'ou',
  add_passkey: 'Ajouter une clé d’accès',
  make_passkey: 'Créer la clé d’accès',
  passkey_name: 'Nom de cette clé d’accès',
  passkey_help:
    'Votre téléphone, votre ordinateur ou une clé de sécurité confirmera que c’est vous, par l’empreinte, le visage ou un code.',
  passkey_added: 'Clé d’accès ajoutée',
  passkey_cancelled: 'La demande a été annulée ou a pris trop de temps. Réessayez.',
  passkey_known: 'Cet appareil a déjà une clé d’accès pour ce compte.',
  passkey_failed: 'Ce navigateur n’a pas pu utiliser de clé d’accès. Essayez avec un autre, ou utilisez un code.',
  passkey_unsupported: 'Ce navigateur ne propose pas de clés d’accès à cette adresse.',
  made_on: 'Ajoutée le %{date}, jamais utilisée',
  used_on: 'Ajoutée le %{date}, utilisée le %{used}',
  works_at: 'seulement à l’adresse %{host}',
  app: 'Application d’authentification',
  remove_one: 'Retirer %{name}',
  app_added: 'Application configurée',
  password: 'Mot de passe actuel',
  confirm: 'Activer',
  on: 'Configurée le %{date}',
  left: '%{smart_count} code de secours restant. |||| %{smart_count} codes de secours restants.',
  new_codes: 'Nouveaux codes de secours',
  remove: 'Retirer',
  removed: '%{name} : retiré de votre compte',
  codes_title: 'Vos codes de secours',
  codes_help:
    'Si vous perdez votre appareil, chaque code permet une seule connexion. Ils ne s’afficheront plus : notez-les ailleurs que sur cet appareil.',
  copy: 'Copier',
  copied: 'Codes copiés',
  kept: 'J’ai noté mes codes',
  required_title: 'Protégez votre compte',
  required_help:
    'Votre rôle demande une double authentification : une clé d’accès sur cet appareil, ou une application comme Google Authenticator, Aegis ou 2FAS.',
  required: 'Obligatoire pour votre rôle.',
  leave: 'Se déconnecter',
  reset: 'Réinitialiser la double authentification',
  reset_title: 'Réinitialiser la double authentification de %{name} ?',
  reset_help:
    'À faire si cette personne a perdu son téléphone ou sa clé d’accès, et ses codes. Ses sessions se ferment ; son mot de passe reste.',
  reset_done: 'Double authentification de %{name} réinitialisée',
}
