/** Why a lead cannot be answered by WhatsApp now. */
export const ANSWER_PROBLEMS = {
  fr: {
    lead_opted_out: {
      title: 'Ce lead ne veut plus être contacté',
      detail: 'On n’écrit plus à un lead qui l’a demandé.',
    },
    number_missing: {
      title: 'Pas de numéro où écrire',
      detail: 'Le lead n’a pas de numéro de téléphone, ou celui qu’il connaît de vous n’est pas sur ce compte.',
    },
    window_closed: {
      title: 'Plus de 24 heures',
      detail:
        'WhatsApp accepte un texte libre pendant 24 heures après le message du lead. D’ici son prochain message, seul un modèle passe.',
    },
    sending_stopped: {
      title: 'Envois arrêtés',
      detail: 'L’envoi par WhatsApp est arrêté. Un manager peut le reprendre dans les réglages.',
    },
    number_paused: {
      title: 'Numéro en pause',
      detail: 'WhatsApp retient le numéro d’envoi pour l’instant. Appelez, ou réessayez plus tard.',
    },
  },
  en: {
    lead_opted_out: {
      title: 'This lead has asked to be left alone',
      detail: 'Nobody may write to a lead who has opted out.',
    },
    number_missing: {
      title: 'No number to write to',
      detail: 'The lead has no phone number, or the number it knows us by is not one of this account.',
    },
    window_closed: {
      title: 'More than 24 hours',
      detail:
        'WhatsApp takes free text for 24 hours after the lead wrote. Until it writes again, only a template goes through.',
    },
    sending_stopped: {
      title: 'Sending is stopped',
      detail: 'Sending by WhatsApp is stopped. A manager can start it again in the settings.',
    },
    number_paused: {
      title: 'The number is paused',
      detail: 'WhatsApp keeps the sending number from sending for now. Call, or try again later.',
    },
  },
} as const
