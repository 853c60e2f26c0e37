import type { DifferenceKind } from '@relance/contract'

export const reconciliation = {
  checked:
    'Contrôle du %{at} : %{smart_count} lead comparé aux règles. |||| Contrôle du %{at} : %{smart_count} leads comparés aux règles.',
  none: 'Chacun est suivi comme les règles le demandent.',
  found: '%{smart_count} écart trouvé : |||| %{smart_count} écarts trouvés :',
  repaired: '%{smart_count} écart trouvé et corrigé : |||| %{smart_count} écarts trouvés et corrigés :',
  report_only: 'Rien n’a été modifié : les corrections attendent votre accord.',
  next_night: 'Les corrections sont autorisées : elles seront faites la nuit prochaine.',
  release: 'Autoriser les corrections',
  release_sure:
    'Chaque nuit, à partir de la prochaine, les écarts seront corrigés. Le lead concerné reprend à son étape, au plus tôt au moment de la correction ; le délai minimum entre deux relances reste respecté. |||| Chaque nuit, à partir de la prochaine, les écarts seront corrigés. Les %{smart_count} concernés reprennent à leur étape, au plus tôt au moment de la correction ; le délai minimum entre deux relances reste respecté.',
  released: 'Corrections autorisées à partir de la nuit prochaine',
  kinds: {
    missing: 'Lead concerné par une règle, mais jamais suivi',
    active_not_allowed: 'Lead suivi alors qu’il ne doit plus l’être',
    wrongly_waiting: 'En attente sans raison',
    wrongly_ended: 'Suivi arrêté sans raison',
    no_due_date: 'Suivi en cours sans date de relance',
    due_too_late: 'Relance prévue beaucoup trop tard',
    no_turn: 'Lead qu’aucune exécution ne peut traiter',
    not_withdrawn: 'Relance encore à faire alors que le suivi est terminé',
    run_left_running: 'Exécution restée ouverte après un arrêt',
  } satisfies Record<DifferenceKind, string>,
}
