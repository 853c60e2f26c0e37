/** Why a lead cannot be answered by WhatsApp now. */
export const ANSWER_PROBLEMS = {
  fr: {
    lead_opted_out: {
      title: 'Ce lead ne veut plus être contacté',
      detail: 'Ce lead a demandé à ne plus recevoir de messages.',
    },
    number_missing: {
      title: 'Pas de numéro où écrire',
      detail: 'Le lead n’a pas de numéro de téléphone, ou il a écrit à un numéro qui n’est pas sur ce compte WhatsApp.',
    },
    window_closed: {
      title: 'Pas de message du lead depuis 24 heures',
      detail:
        'WhatsApp accepte un texte libre pendant 24 heures après le message du lead. D’ici son prochain message, seul un modèle passe.',
    },
    sending_stopped: {
      title: 'Envois arrêtés',
      detail: 'L’envoi par WhatsApp est arrêté. Un manager peut le reprendre dans les réglages.',
    },
    number_paused: {
      title: 'Numéro en pause',
      detail: 'WhatsApp bloque le numéro d’envoi pour l’instant. Appelez, ou réessayez plus tard.',
    },
  },
  en: {
    lead_opted_out: {
      title: 'This lead has asked to be left alone',
      detail: 'Nobody may write to a lead who has opted out.',
    },
    number_missing: {
      title: 'No number to write to',
      detail: 'The lead has no phone number, or it wrote to a number that is not in this WhatsApp account.',
    },
    window_closed: {
      title: 'No message from the lead in the last 24 hours',
      detail:
        'WhatsApp takes free text for 24 hours after the lead wrote. Until it writes again, only a template goes through.',
    },
    sending_stopped: {
      title: 'Sending is stopped',
      detail: 'Sending by WhatsApp is stopped. A manager can start it again in the settings.',
    },
    number_paused: {
      title: 'The number is paused',
      detail: 'WhatsApp has paused the sending number for now. Call, or try again later.',
    },
  },
} as const
