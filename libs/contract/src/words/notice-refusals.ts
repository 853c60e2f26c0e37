/** Why a browser cannot receive push. */
export const NOTICE_REFUSALS = {
  fr: {
    push_service_unknown:
      'Ce navigateur passe par un service de notification que Relance ne connaît pas. Essayez avec Chrome, Edge, Firefox ou Safari, ou demandez à votre administrateur d’ajouter ce service.',
  },
  en: {
    push_service_unknown:
      'This browser uses a push service that Relance does not know. Try Chrome, Edge, Firefox or Safari, or ask your admin to add the service.',
  },
} as const
