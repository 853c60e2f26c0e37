/** What an alarm of the scan or of the WhatsApp budget says, in French and English. */
import type { ScanTrouble } from '../scan.ts'
import { fill, type Language } from '../words.ts'

export type BudgetLevel = 'alert' | 'spent'

interface AlarmWords {
  budget: Readonly<Record<BudgetLevel, string>>
  troubles: Readonly<Record<ScanTrouble, string>>
  opened: string
  closed: string
  since: string
  until: string
}

const fr: AlarmWords = {
  budget: {
    alert: 'Relance : le budget WhatsApp de {month} est entamé à plus de 80 %.',
    spent: 'Relance : le budget WhatsApp de {month} est épuisé, plus rien ne part.',
  },
  troubles: {
    late: 'Une exécution prévue n’a pas eu lieu.',
    missed: 'Plusieurs exécutions prévues n’ont pas eu lieu.',
    failing: 'La dernière exécution a échoué.',
    stuck: 'Une exécution ne se termine pas.',
  },
  opened: 'Relance : {trouble} Les relances attendent.',
  closed: 'Relance : les exécutions ont repris, tout va bien.',
  since: 'Depuis : {at}',
  until: 'Fin : {at}',
}

const en: AlarmWords = {
  budget: {
    alert: 'Relance: more than 80 % of the WhatsApp budget of {month} is spent.',
    spent: 'Relance: the WhatsApp budget of {month} is spent, nothing leaves any more.',
  },
  troubles: {
    late: 'A run that was due has not come.',
    missed: 'Several runs that were due have not come.',
    failing: 'The last run failed.',
    stuck: 'A run does not end.',
  },
  opened: 'Relance: {trouble} Follow-ups are waiting.',
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
  }: { event: 'opened' | 'closed'; kind: ScanTrouble; openedAt: string; closedAt: string | null },
): { text: string; lines: string[] } {
  const words = CATALOGUES[language]
  const text = event === 'opened' ? fill(words.opened, { trouble: words.troubles[kind] }) : words.closed
  const lines = [fill(words.since, { at: openedAt })]
  if (closedAt !== null) lines.push(fill(words.until, { at: closedAt }))
  return { text, lines }
}

/** `month` as `2026-11`. */
export function budgetWords(language: Language, level: BudgetLevel, month: string): string {
  return fill(CATALOGUES[language].budget[level], { month })
}
