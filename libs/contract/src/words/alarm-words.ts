/** What an alarm of the scan or of sending through WhatsApp says, in French and English. */
import type { ScanTrouble } from '../scan.ts'
import { fill, type Language } from '../words.ts'

export type BudgetLevel = 'alert' | 'spent'
export type WhatsAppAlarmKind = `budget_${BudgetLevel}` | 'account_stopped' | 'number_blocked' | 'rule_paused'

interface AlarmWords {
  whatsApp: Readonly<Record<WhatsAppAlarmKind, string>>
  /** Why a rule rests. */
  pauses: Readonly<Record<string, string>>
  troubles: Readonly<Record<ScanTrouble | 'differences', string>>
  opened: string
  /** Said of every trouble that keeps runs from coming. */
  waiting: string
  closed: string
  since: string
  until: string
}

const fr: AlarmWords = {
  whatsApp: {
    budget_alert: 'Relance : le budget WhatsApp de {subject} est entamé à plus de 80 %.',
    budget_spent: 'Relance : le budget WhatsApp de {subject} est épuisé, plus rien ne part.',
    account_stopped:
      'Relance : WhatsApp a refusé le compte (erreur {code}), plus rien ne part. Testez la connexion, puis reprenez l’envoi.',
    number_blocked:
      'Relance : WhatsApp limite un numéro que trop de personnes signalent ; il se repose jusqu’au {until}. Revoyez les messages.',
    rule_paused: 'Relance : la règle « {rule} » est suspendue[ : {pause}]. Voyez sa page pour la reprendre.',
  },
  pauses: {
    template_not_approved: 'son modèle n’est plus approuvé',
    rule_stopped: 'WhatsApp refuse son modèle',
    keeps_failing: 'trop de ses envois échouent',
  },
  troubles: {
    late: 'Une exécution prévue n’a pas eu lieu.',
    missed: 'Plusieurs exécutions prévues n’ont pas eu lieu.',
    failing: 'La dernière exécution a échoué.',
    stuck: 'Une exécution ne se termine pas.',
    ahead: 'L’horloge du serveur ou de la base a avancé : une exécution a eu lieu avant l’heure. Vérifiez l’horloge.',
    differences:
      'Le contrôle de la nuit a trouvé des leads qui ne sont pas suivis comme les règles le demandent. Voyez les exécutions.',
  },
  opened: 'Relance : {trouble}[ {waiting}]',
  waiting: 'Les relances attendent.',
  closed: 'Relance : les exécutions ont repris, tout va bien.',
  since: 'Depuis : {at}',
  until: 'Fin : {at}',
}

const en: AlarmWords = {
  whatsApp: {
    budget_alert: 'Relance: more than 80 % of the WhatsApp budget of {subject} is spent.',
    budget_spent: 'Relance: the WhatsApp budget of {subject} is spent, nothing leaves any more.',
    account_stopped:
      'Relance: WhatsApp refused the account (error {code}), nothing leaves any more. Test the connection, then let sending go on.',
    number_blocked:
      'Relance: WhatsApp limits a number that too many people report; it rests until {until}. Look at the messages again.',
    rule_paused: 'Relance: the rule “{rule}” rests[: {pause}]. Its page lets it go on.',
  },
  pauses: {
    template_not_approved: 'its template is no longer approved',
    rule_stopped: 'WhatsApp refuses its template',
    keeps_failing: 'too many of its sends fail',
  },
  troubles: {
    late: 'A run that was due has not come.',
    missed: 'Several runs that were due have not come.',
    failing: 'The last run failed.',
    stuck: 'A run does not end.',
    ahead: 'The clock of the server or of the database was ahead: a run came before its time. Check the clock.',
    differences: 'The nightly check found leads that are not followed up as the rules ask. See the runs.',
  },
  opened: 'Relance: {trouble}[ {waiting}]',
  waiting: 'Follow-ups are waiting.',
  closed: 'Relance: runs come again, all is well.',
  since: 'Since: {at}',
  until: 'Until: {at}',
}

const CATALOGUES: Readonly<Record<Language, AlarmWords>> = { fr, en }

/** `text` is the sentence; `lines` are for a mail, under it. */
export function alarmWords(
  language: Language,
  {
    event,
    kind,
    openedAt,
    closedAt,
  }: { event: 'opened' | 'closed'; kind: ScanTrouble | 'differences'; openedAt: string; closedAt: string | null },
): { text: string; lines: string[] } {
  const words = CATALOGUES[language]
  const opened = {
    trouble: words.troubles[kind],
    ...(kind !== 'ahead' && kind !== 'differences' && { waiting: words.waiting }),
  }
  const text = event === 'opened' ? fill(words.opened, opened) : words.closed
  const lines = [fill(words.since, { at: openedAt })]
  if (closedAt !== null) lines.push(fill(words.until, { at: closedAt }))
  return { text, lines }
}

/** `subject` of a budget is its month, as `2026-11`; `facts` are what the sentence names, instants in UTC. */
export function whatsAppAlarmWords(
  language: Language,
  { kind, subject, facts }: { kind: WhatsAppAlarmKind; subject: string; facts: Readonly<Record<string, string>> },
): string {
  const { whatsApp, pauses } = CATALOGUES[language]
  const pause = facts.why === undefined ? undefined : pauses[facts.why]
  return fill(whatsApp[kind], { ...facts, subject, ...(pause !== undefined && { pause }) })
}
