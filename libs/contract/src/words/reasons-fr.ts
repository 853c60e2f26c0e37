/** Why, why not and when, in French: the reference. */
import { leadFieldNames } from '@relance/leads/fields'
import type { ReasonWords } from './reasons.ts'

export const reasonsFr = {
  summary: {
    stopped: 'Toutes les relances sont arrêtées : ce lead ne sera pas relancé tant qu’elles ne reprennent pas.',
    now: 'Un passage à cet instant relancerait ce lead par la règle « {rule} », étape {step} sur {steps} ; message remis le {deliverAt}.',
    planned:
      'Prochaine relance prévue le {deliverAt}, par la règle « {rule} » (étape {step} sur {steps}), si rien ne change d’ici là.',
    refused: 'Aucune règle ne peut relancer ce lead. {why}',
    recorded: 'Le passage du {decidedAt} a relancé ce lead par la règle « {rule} », étape {step} sur {steps}.',
    notRecorded: 'Le dernier passage avant cet instant, le {decidedAt}, n’a pas relancé ce lead.',
    beforeRuns: 'Aucun passage n’avait eu lieu avant cet instant.',
    none: 'Aucune relance n’est prévue dans l’année qui vient si rien ne change.',
  },
  verdicts: {
    recorded: {
      why: 'L’étape {step} sur {steps} est due et rien ne s’y oppose : message remis le {deliverAt}.',
      remedy: '',
    },
    not_due: { why: 'L’étape {step} sur {steps} n’est due que le {until}.', remedy: 'Il suffit d’attendre.' },
    not_in_audience: {
      why: 'Le lead ne remplit pas les conditions de la règle.',
      remedy: '[Il les remplira le {matchesFrom} si rien d’autre ne change.]',
    },
    not_noticed: {
      why: 'Le lead remplit les conditions, mais il n’a pas été réexaminé depuis.',
      remedy: 'Il le sera au prochain changement du lead ou de la règle.',
    },
    engine_stopped: {
      why: 'L’étape {step} sur {steps} est due, mais toutes les relances sont arrêtées.',
      remedy: 'Un responsable peut les reprendre dans les réglages.',
    },
    awaiting_run: {
      why: 'L’étape {step} sur {steps} était due et attendait un passage.',
      remedy: '',
    },
    not_recorded: { why: 'Rien n’est enregistré de ce lead dans cette règle à cet instant.', remedy: '' },
    erased: { why: 'Les données de ce lead ont été effacées.', remedy: 'C’est définitif.' },
    opted_out: {
      why: 'Le lead a demandé à ne plus être contacté.',
      remedy: 'C’est son choix : aucune règle ne passe outre.',
    },
    wrong_number: {
      why: 'Le numéro de ce lead est faux.',
      remedy: 'Indiquez le bon numéro et retirez la mention « mauvais numéro ».',
    },
    phone_missing: {
      why: 'Le numéro de ce lead n’est pas connu : il le cache, et seul WhatsApp peut lui écrire, par une règle qui envoie toute seule.',
      remedy: 'Demandez-lui son numéro et notez-le sur sa fiche.',
    },
    status_closed: {
      why: 'Le statut de ce lead[, « {status} »,] est fermé.',
      remedy: 'Donnez-lui un statut ouvert s’il doit être relancé.',
    },
    replied: {
      why: 'Le lead a répondu : cette règle ne le relance plus.',
      remedy: 'Poursuivez la conversation vous-même.',
    },
    won: {
      why: 'Le closer a noté « gagné » : cette règle ne relance plus ce lead.',
      remedy: 'Annulez l’issue si elle a été notée par erreur.',
    },
    lost: {
      why: 'Le closer a noté « perdu » : cette règle ne relance plus ce lead.',
      remedy: 'Annulez l’issue si elle a été notée par erreur.',
    },
    no_longer_matches: {
      why: 'Le lead ne remplit plus les conditions de la règle.',
      remedy: '[Il les remplira de nouveau le {matchesFrom} si rien d’autre ne change.]',
    },
    held_out: {
      why: 'Ce lead fait partie du groupe témoin de la règle : il n’est pas relancé, pour mesurer l’effet de la règle.',
      remedy: 'Baissez la part du groupe témoin dans la règle s’il doit être relancé.',
    },
    contacted: {
      why: 'Vous avez été en contact avec ce lead depuis le message de la règle, et la règle s’arrête sur un contact.',
      remedy: 'Retirez le contact s’il a été noté par erreur.',
    },
    last_step: {
      why: 'Toutes les étapes de la règle ont été faites pour ce lead.',
      remedy:
        'Cette règle le reprendra au début s’il revient, comme elle le prévoit ; une autre peut le relancer d’ici là.',
    },
    restarted: {
      why: 'Ce parcours a pris fin parce qu’un nouveau a commencé.',
      remedy: 'Le nouveau parcours dit la suite.',
    },
    not_resumed: {
      why: 'La règle a été réactivée sans reprendre les parcours en cours : celui-ci est terminé.',
      remedy: 'Cette règle le reprendra au début s’il revient, comme elle le prévoit.',
    },
    rule_inactive: { why: 'La règle n’est pas active.', remedy: 'Activez-la pour qu’elle relance.' },
    rule_paused: {
      why: 'La règle est en pause : ses envois ne passent pas.',
      remedy: 'La page de la règle dit pourquoi ; corrigez, puis reprenez-la.',
    },
    resuming: {
      why: 'La règle vient de reprendre : la date de cette étape va être recalculée.',
      remedy: 'Il suffit d’attendre quelques instants.',
    },
    no_opening: {
      why: 'La fréquence ne permet aucun envoi dans l’année qui vient.',
      remedy: 'Élargissez ses jours ou ses heures.',
    },
    message_refused: {
      why: 'Le message serait vide ou trop long pour ce lead.',
      remedy: 'Complétez la fiche du lead, ou corrigez le modèle.',
    },
    stop_suspected: {
      why: 'Un message du lead semble demander l’arrêt : tout attend la réponse d’une personne.',
      remedy: 'Répondez à la question sur la fiche du lead.',
    },
    message_incomplete: {
      why: 'Il manque une valeur dans le message[ : {missing}].',
      remedy: 'Complétez la fiche du lead, ou corrigez le modèle : l’étape part alors d’elle-même.',
    },
    paused: {
      why: 'Les relances de ce lead sont en pause[ jusqu’au {until}].',
      remedy: 'Elles reprennent d’elles-mêmes.',
    },
    minimum_gap: {
      why: 'La dernière relance de ce lead, ou le dernier contact, est trop proche[ : pas avant le {until}].',
      remedy: 'Il suffit d’attendre.',
    },
    cap_reached: {
      why: 'Ce lead a déjà reçu autant de relances que les réglages le permettent[ : pas avant le {until}].',
      remedy: 'Il suffit d’attendre ; le plafond est dans les réglages.',
    },
    spread: {
      why: 'Cette relance a été décalée pour étaler la charge[ : pas avant le {until}].',
      remedy: 'Il suffit d’attendre, ou d’annuler l’étalement.',
    },
    outranked: {
      why: 'Une autre règle passe d’abord[ : « {winner} »][ ; celle-ci attend jusqu’au {until}].',
      remedy: 'Une priorité plus haute la ferait passer devant.',
    },
  },
  checks: {
    erased: { passed: 'Les données du lead sont là.', failed: 'Les données du lead ont été effacées le {seen}.' },
    opted_out: {
      passed: 'Le lead accepte d’être contacté.',
      failed: 'Le lead a demandé le {seen} à ne plus être contacté.',
    },
    wrong_number: {
      passed: 'Le numéro n’est pas signalé comme faux.',
      failed: 'Le numéro est faux[ (signalé le {seen})].',
    },
    phone_missing: { passed: 'Cette règle peut joindre le lead.', failed: 'Le numéro du lead n’est pas connu.' },
    status_closed: { passed: 'Le statut « {seen} » est ouvert.', failed: 'Le statut « {seen} » est fermé.' },
    rule_inactive: { passed: 'La règle est active.', failed: 'La règle n’est pas active.' },
    no_longer_matches: {
      passed: 'Les conditions de la règle ne s’y opposent pas.',
      failed: 'Le lead ne remplit pas les conditions de la règle.',
    },
    held_out: {
      passed: 'Le lead n’est pas dans le groupe témoin.',
      failed: 'Le lead est dans le groupe témoin de la règle.',
    },
    last_step: { passed: 'Il reste l’étape {seen} sur {steps}.', failed: 'Toutes les étapes ont été faites.' },
    stop_suspected: {
      passed: 'Rien ne laisse penser que le lead demande l’arrêt.',
      failed: 'Un message du lead semble demander l’arrêt, depuis le {seen}.',
    },
    rule_paused: { passed: 'La règle n’est pas en pause.', failed: 'La règle est en pause.' },
    resuming: {
      passed: 'La date de l’étape tient compte des arrêts de la règle.',
      failed: 'La règle a repris le {seen} : la date de l’étape va être recalculée.',
    },
    paused: { passed: 'Le lead n’est pas en pause.', failed: 'Le lead est en pause jusqu’au {until}.' },
    no_opening: {
      passed: 'La fréquence permet un envoi le {seen}.',
      failed: 'La fréquence ne permet aucun envoi dans l’année qui vient.',
    },
    minimum_gap: {
      passed: 'Aucune relance et aucun contact n’est trop proche[ (le dernier : {seen})].',
      failed: 'La relance ou le contact du {seen} est trop proche : pas avant le {until}.',
    },
    cap_reached: {
      passed: 'Aucun plafond de relances n’est atteint.',
      failed: 'Un plafond de relances est atteint : pas avant le {until}.',
    },
  },
  shifts: {
    clock_skipped: 'Changement d’heure : l’heure voulue n’existe pas ce jour-là, elle est avancée.',
    clock_repeated: 'Changement d’heure : l’heure voulue existe deux fois ce jour-là, la première compte.',
    awaited_audience: 'Les conditions de la règle ne seront remplies que le {to}.',
    awaited_scan: 'Due depuis le {from}, elle attend un passage : {to} au plus tôt.',
    paused: 'Le lead est en pause : reporté au {to}.',
    contacted: '[{contact} : ]l’étape repart de ce contact, reportée au {to}.',
    minimum_gap: 'Écart minimum[ après {contact}] : reporté au {to}.',
    cap_reached: 'Plafond de relances par lead : reporté au {to}.',
    spread: 'Charge étalée : reporté au {to}.',
    outranked: 'Une règle prioritaire passe d’abord : reporté au {to}.',
    day_not_allowed: 'La fréquence n’envoie pas ce jour-là : reporté au {to}.',
    holiday: 'Jour férié : reporté au {to}.',
    outside_hours: 'En dehors des heures d’envoi : reporté au {to}.',
    resumed: 'Les relances étaient arrêtées : reprise le {to}.',
  },
  contacts: {
    call: { outbound: 'appel du {at}[ ({who})]', inbound: 'appel du lead du {at}' },
    meeting: { outbound: 'rendez-vous du {at}[ ({who})]', inbound: 'rendez-vous du {at}' },
    message: { outbound: 'message du {at}[ ({who})]', inbound: 'message du lead du {at}' },
    email: { outbound: 'e-mail du {at}[ ({who})]', inbound: 'e-mail du lead du {at}' },
    other: { outbound: 'contact du {at}[ ({who})]', inbound: 'contact du lead du {at}' },
  },
  anchors: {
    last_contact: '{delay} après le dernier contact ({at}) : due le {dueAt}.',
    creation: '{delay} après la création du lead ({at}) : due le {dueAt}.',
    delivery: '{delay} après la relance précédente ({at}) : due le {dueAt}.',
    confirmation: '{delay} après l’envoi confirmé ({at}) : due le {dueAt}.',
    reopening: '{delay} après la réouverture du lead ({at}) : due le {dueAt}.',
    submission: '{delay} après la nouvelle demande ({at}) : due le {dueAt}.',
    silence: '{delay} après un long silence ({at}) : due le {dueAt}.',
    restart: '{delay} après le nouveau départ ({at}) : due le {dueAt}.',
  },
  due: 'Due le {dueAt}.',
  delivery: 'Remise au plus tôt le {deliverAt}.',
  delays: {
    minutes: ['{count} minute', '{count} minutes'],
    hours: ['{count} heure', '{count} heures'],
    days: ['{count} jour', '{count} jours'],
    workingDays: ['{count} jour ouvré', '{count} jours ouvrés'],
    weeks: ['{count} semaine', '{count} semaines'],
  },
  fields: {
    ...leadFieldNames('fr'),
    createdAt: 'Création',
    relanceCount: 'Nombre de relances',
    lastRelanceAt: 'Dernière relance',
  },
  operators: {
    '=': '{field} est {value}',
    '!=': '{field} n’est pas {value}',
    in: '{field} est parmi {value}',
    notIn: '{field} n’est pas parmi {value}',
    null: '{field} est vide',
    notNull: '{field} est rempli',
    '<': '{field} est avant {value}',
    '<=': '{field} est au plus {value}',
    '>': '{field} est après {value}',
    '>=': '{field} est au moins {value}',
    between: '{field} est entre {value}',
    contains: '{field} contient {value}',
    beginsWith: '{field} commence par {value}',
    olderThan: '{field} : il y a {value} ou plus',
    newerThan: '{field} : il y a moins de {value}',
  },
  seen: '{condition} (vu : {seen})',
  quoted: '« {value} »',
  statuses: {
    new: 'nouveau',
    contacted: 'contacté',
    meeting: 'rendez-vous',
    proposal: 'proposition',
    won: 'gagné',
    lost: 'perdu',
  },
  missing: 'rien',
  everyLead: 'Tous les leads.',
  truth: { true: 'vrai', false: 'faux' },
} as const satisfies ReasonWords
