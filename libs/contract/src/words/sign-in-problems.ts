/** Why somebody is not let in, or cannot add a passkey. */
export const SIGN_IN_PROBLEMS = {
  fr: {
    login_refused: { title: 'Connexion refusée', detail: 'Adresse e-mail ou mot de passe incorrect.' },
    second_factor_needed: {
      title: 'Deuxième étape demandée',
      detail:
        'Utilisez votre clé d’accès, ou saisissez le code de votre application d’authentification ou l’un de vos codes de secours.',
    },
    second_factor_refused: {
      title: 'Code refusé',
      detail: 'Ce code est faux ou a déjà servi. Attendez le code suivant de votre application.',
    },
    second_factor_unreadable: {
      title: 'Codes impossibles à vérifier',
      detail: 'Utilisez un code de secours, ou demandez à un admin de réinitialiser votre double authentification.',
    },
    recovery_code_refused: {
      title: 'Code de secours refusé',
      detail:
        'Ce n’est aucun de vos codes de secours, ou il a déjà servi. Essayez-en un autre, ou demandez à un admin de réinitialiser votre double authentification.',
    },
    passkey_refused: {
      title: 'Clé d’accès refusée',
      detail:
        'Cette clé d’accès n’est pas celle de ce compte, ou plus de cinq minutes ont passé. Réessayez, ou saisissez un code.',
    },
    second_factor_missing: {
      title: 'Double authentification demandée',
      detail:
        'Votre rôle demande une clé d’accès ou une application d’authentification : configurez-la pour continuer.',
    },
    passkey_address_missing: {
      title: 'Clés d’accès indisponibles',
      detail:
        'Les clés d’accès ont besoin de l’adresse de ce serveur. La personne qui l’exploite l’indique dans PUBLIC_URL.',
    },
    passkey_address_unfit: {
      title: 'Clés d’accès indisponibles',
      detail:
        'Les clés d’accès demandent une adresse en https avec un nom de domaine, et PUBLIC_URL vaut {address}. La personne qui exploite ce serveur peut la changer.',
    },
    passkey_other_address: {
      title: 'Ouvert à une autre adresse',
      detail: 'Les clés d’accès ne marchent qu’à l’adresse {address}. Ouvrez Relance par cette adresse.',
    },
    passkey_moved: {
      title: 'Clés d’accès d’une autre adresse',
      detail:
        'Vos clés d’accès ont été créées pour {address}. Connectez-vous avec un code, puis ajoutez-en une dans votre profil.',
    },
  },
  en: {
    login_refused: { title: 'Sign-in refused', detail: 'Wrong email address or password.' },
    second_factor_needed: {
      title: 'Second step needed',
      detail: 'Use your passkey, or type the code of your authenticator app or one of your recovery codes.',
    },
    second_factor_refused: {
      title: 'Code refused',
      detail: 'This code is wrong or was already used. Wait for the next code of your app.',
    },
    second_factor_unreadable: {
      title: 'Codes cannot be checked',
      detail:
        'This server can no longer check the codes of your app. Use one of your recovery codes, or ask an admin to reset your second factor.',
    },
    recovery_code_refused: {
      title: 'Recovery code refused',
      detail:
        'This is none of your recovery codes, or it was already used. Try another one, or ask an admin to reset your second factor.',
    },
    passkey_refused: {
      title: 'Passkey refused',
      detail:
        'This passkey is not one of this account, or more than five minutes have passed. Try again, or type a code.',
    },
    second_factor_missing: {
      title: 'Second factor needed',
      detail: 'Your role needs a passkey or an authenticator app: set one up to continue.',
    },
    passkey_address_missing: {
      title: 'Passkeys are not available',
      detail: 'Passkeys need the address of this server. Whoever operates it sets PUBLIC_URL.',
    },
    passkey_address_unfit: {
      title: 'Passkeys are not available',
      detail:
        'Passkeys need an https address with a host name, and PUBLIC_URL is {address}. Whoever operates this server can change it.',
    },
    passkey_other_address: {
      title: 'Opened at another address',
      detail: 'Passkeys work at {address} only. Open Relance at that address.',
    },
    passkey_moved: {
      title: 'Passkeys of another address',
      detail: 'Your passkeys were made for {address}. Sign in with a code, then add one in your profile.',
    },
  },
} as const
