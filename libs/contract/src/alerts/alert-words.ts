/** What an alert says, in French and English. A kind without words in each does not compile. */
import { type Alert, type LastingAlert, PASSING_ALERTS, type PassingAlert } from './alerts.ts'
import { fill, type Language } from '../words.ts'

interface AlertWords {
  lasting: Readonly<Record<LastingAlert, { opened: string; closed: string }>>
  passing: Readonly<Record<PassingAlert, string>>
  /** Why a rule is paused. */
  pauses: Readonly<Record<string, string>>
  since: string
  until: string
}

const scansAgain = {
  fr: 'Relance : les exécutions ont repris, tout va bien.',
  en: 'Relance: runs come again, all is well.',
}

const fr: AlertWords = {
  lasting: {
    late: {
      opened: 'Relance : Une exécution prévue n’a pas eu lieu. Les relances attendent.',
      closed: scansAgain.fr,
    },
    missed: {
      opened: 'Relance : Plusieurs exécutions prévues n’ont pas eu lieu. Les relances attendent.',
      closed: scansAgain.fr,
    },
    failing: { opened: 'Relance : La dernière exécution a échoué. Les relances attendent.', closed: scansAgain.fr },
    stuck: { opened: 'Relance : Une exécution ne se termine pas. Les relances attendent.', closed: scansAgain.fr },
    ahead: {
      opened:
        'Relance : L’horloge du serveur ou de la base a avancé : une exécution a eu lieu avant l’heure. Vérifiez l’horloge.',
      closed: scansAgain.fr,
    },
    account_stopped: {
      opened:
        'Relance : WhatsApp a refusé le compte (erreur {code}), plus rien ne part. Testez la connexion, puis reprenez l’envoi.',
      closed: 'Relance : le compte WhatsApp envoie de nouveau.',
    },
    number_blocked: {
      opened:
        'Relance : WhatsApp limite un numéro que trop de personnes signalent ; il se repose jusqu’au {until}. Revoyez les messages.',
      closed: 'Relance : le numéro que WhatsApp limitait peut de nouveau envoyer.',
    },
    number_quality_low: {
      opened:
        'Relance : WhatsApp note mal le numéro {number} : trop de personnes le bloquent ou le signalent. Espacez les relances et revoyez les messages.',
      closed: 'Relance : WhatsApp ne note plus mal le numéro {number}.',
    },
    canary_silent: {
      opened:
        'Relance : le premier message du modèle « {template} » attend une réponse de WhatsApp depuis plus d’une minute. Les suivants attendent derrière lui.',
      closed: 'Relance : le premier message du modèle « {template} » n’attend plus, les suivants partent.',
    },
    rule_paused: {
      opened: 'Relance : la règle « {rule} » est en pause[ : {pause}]. Voyez sa page pour la reprendre.',
      closed: 'Relance : la règle « {rule} » n’est plus en pause.',
    },
    opt_out_rate: {
      opened:
        'Relance : « {rule} », étape {step} : {optedOut} désinscriptions pour {sent} messages. C’est trop : revoyez son message ou son délai.',
      closed: 'Relance : « {rule} », étape {step} : les désinscriptions sont revenues sous le seuil d’alerte.',
    },
    stop_unanswered: {
      opened:
        'Relance : {count} lead(s) semblent demander l’arrêt, et la question attend depuis plus d’un jour. D’ici la réponse, rien ne part pour eux.',
      closed: 'Relance : plus aucune question d’arrêt n’attend depuis plus d’un jour.',
    },
    submission_unanswered: {
      opened:
        'Relance : {count} lead(s) désinscrits ont renvoyé un formulaire, et personne n’a répondu depuis plus d’un jour. Rien ne part pour eux sans votre accord.',
      closed:
        'Relance : plus aucun lead désinscrit qui a renvoyé un formulaire n’attend de réponse depuis plus d’un jour.',
    },
    messages_incomplete: {
      opened:
        'Relance : {count} messages sont retenus parce qu’il y manque une valeur. Complétez les leads, ou donnez un repli aux modèles.',
      closed: 'Relance : moins de dix messages incomplets sont retenus.',
    },
  },
  passing: {
    differences:
      'Relance : Le contrôle de la nuit a trouvé des leads qui ne sont pas suivis comme les règles le demandent. Voyez les exécutions.',
    budget_alert: 'Relance : le budget WhatsApp de {subject} est entamé à plus de 80 %.',
    budget_spent: 'Relance : le budget WhatsApp de {subject} est épuisé, plus rien ne part.',
    account_notice: 'Relance : WhatsApp signale quelque chose sur le compte ({what}). Voyez le gestionnaire WhatsApp.',
    template_category:
      'Relance : WhatsApp range désormais le modèle « {template} » dans la catégorie {category} : son prix change.',
    people_limit: 'Relance : WhatsApp permet désormais d’écrire le premier à {perDay} personnes par 24 heures.',
    audit_head_lost:
      'Relance : le journal d’audit ne contient plus la dernière empreinte conservée ailleurs. Une sauvegarde a été restaurée, ou quelqu’un l’a réécrit ou tronqué.',
  },
  pauses: {
    template_not_approved: 'son modèle n’est plus approuvé, ou a changé',
    rule_stopped: 'WhatsApp refuse son modèle',
    keeps_failing: 'trop de ses envois échouent',
  },
  since: 'Depuis : {at}',
  until: 'Fin : {at}',
}

const en: AlertWords = {
  lasting: {
    late: { opened: 'Relance: A run that was due has not come. Follow-ups are waiting.', closed: scansAgain.en },
    missed: {
      opened: 'Relance: Several runs that were due have not come. Follow-ups are waiting.',
      closed: scansAgain.en,
    },
    failing: { opened: 'Relance: The last run failed. Follow-ups are waiting.', closed: scansAgain.en },
    stuck: { opened: 'Relance: A run does not end. Follow-ups are waiting.', closed: scansAgain.en },
    ahead: {
      opened:
        'Relance: The clock of the server or of the database was ahead: a run came before its time. Check the clock.',
      closed: scansAgain.en,
    },
    account_stopped: {
      opened:
        'Relance: WhatsApp refused the account (error {code}), nothing leaves any more. Test the connection, then let sending go on.',
      closed: 'Relance: the WhatsApp account sends again.',
    },
    number_blocked: {
      opened:
        'Relance: WhatsApp limits a number that too many people report; it is paused until {until}. Look at the messages again.',
      closed: 'Relance: the number that WhatsApp limited may send again.',
    },
    number_quality_low: {
      opened:
        'Relance: WhatsApp rates the number {number} badly: too many people block or report it. Send less often and look at the messages again.',
      closed: 'Relance: WhatsApp rates the number {number} badly no more.',
    },
    canary_silent: {
      opened:
        'Relance: the first message of the template “{template}” has been waiting for an answer of WhatsApp for more than a minute. The others wait behind it.',
      closed: 'Relance: the first message of the template “{template}” waits no more, the others leave.',
    },
    rule_paused: {
      opened: 'Relance: the rule “{rule}” is paused[: {pause}]. Resume it on its page.',
      closed: 'Relance: the rule “{rule}” is no longer paused.',
    },
    opt_out_rate: {
      opened:
        'Relance: “{rule}”, step {step}: {optedOut} opt-outs for {sent} messages. That is too many: look at its message or its delay.',
      closed: 'Relance: “{rule}”, step {step}: opt-outs are below the alert limit again.',
    },
    stop_unanswered: {
      opened:
        'Relance: {count} lead(s) seem to ask to stop, and the question has waited for more than a day. Nothing is sent to them until it is answered.',
      closed: 'Relance: no question about a stop has waited for more than a day.',
    },
    submission_unanswered: {
      opened:
        'Relance: {count} lead(s) who had opted out submitted a form again, and nobody has answered for more than a day. Nothing is sent to them unless you agree.',
      closed: 'Relance: no opted-out lead who submitted a form again has waited for more than a day.',
    },
    messages_incomplete: {
      opened:
        'Relance: {count} messages are held because a value is missing in them. Complete the leads, or give the templates a default.',
      closed: 'Relance: fewer than ten incomplete messages are held.',
    },
  },
  passing: {
    differences: 'Relance: The nightly check found leads that are not followed up as the rules ask. See the runs.',
    budget_alert: 'Relance: more than 80 % of the WhatsApp budget of {subject} is spent.',
    budget_spent: 'Relance: the WhatsApp budget of {subject} is spent, nothing leaves any more.',
    account_notice: 'Relance: WhatsApp reports something about the account ({what}). See the WhatsApp manager.',
    template_category:
      'Relance: WhatsApp now puts the template “{template}” in the category {category}: its price changes.',
    people_limit: 'Relance: WhatsApp now lets you write first to {perDay} people in 24 hours.',
    audit_head_lost:
      'Relance: the audit log no longer holds the last head that was kept elsewhere. A backup was restored, or somebody rewrote the log or cut it off.',
  },
  pauses: {
    template_not_approved: 'its template is no longer approved, or has changed',
    rule_stopped: 'WhatsApp refuses its template',
    keeps_failing: 'too many of its sends fail',
  },
  since: 'Since: {at}',
  until: 'Until: {at}',
}

const CATALOGUES: Readonly<Record<Language, AlertWords>> = { fr, en }

const isPassing = (kind: Alert['kind']): kind is PassingAlert => PASSING_ALERTS.some((one) => one === kind)

/** The sentences of a kind as they are written down, with `{name}` for what an alert knows; `closed` is null for one that has no end. */
export function alertPattern(language: Language, kind: Alert['kind']): { opened: string; closed: string | null } {
  const { lasting, passing } = CATALOGUES[language]
  return isPassing(kind) ? { opened: passing[kind], closed: null } : lasting[kind]
}

/** `text` is the sentence; `lines` are for a mail, under it. */
export function alertWords(
  language: Language,
  { event, kind, subject, facts, openedAt, closedAt }: Alert,
): { text: string; lines: string[] } {
  const { lasting, passing, pauses, since, until } = CATALOGUES[language]
  const pause = pauses[facts.why ?? '']
  const text = isPassing(kind) ? passing[kind] : lasting[kind][event]
  const lines = [fill(since, { at: openedAt })]
  if (event === 'closed' && closedAt !== null) lines.push(fill(until, { at: closedAt }))
  return { text: fill(text, { ...facts, subject, ...(pause !== undefined && { pause }) }), lines }
}
