/** The panel's words in French: the reference. */
export const fr = {
  resources: {
    relances: {
      name: 'Relance |||| Relances',
      fields: {
        leadId: 'Lead',
        ruleId: 'Règle',
        step: 'Étape',
        state: 'État',
        deliverAt: 'À remettre le',
        message: 'Message',
        channel: 'Canal',
      },
    },
    leads: {
      name: 'Lead |||| Leads',
      fields: {
        firstName: 'Prénom',
        lastName: 'Nom',
        phone: 'Téléphone',
        email: 'E-mail',
        company: 'Société',
        status: 'Statut',
        source: 'Source',
        lastContactAt: 'Dernier contact',
        lastRelanceAt: 'Dernière relance',
        relanceCount: 'Relances',
      },
    },
    rules: {
      name: 'Règle |||| Règles',
      fields: {
        name: 'Nom',
        active: 'Active',
        priority: 'Priorité',
        channel: 'Canal',
        frequencyId: 'Fréquence',
        templateIds: 'Messages',
        expiryDays: 'Expire après (jours)',
        version: 'Version',
      },
    },
    frequencies: {
      name: 'Fréquence |||| Fréquences',
      fields: { name: 'Nom', version: 'Version', updatedAt: 'Modifiée le' },
    },
    templates: {
      name: 'Modèle |||| Modèles',
      fields: { name: 'Nom', body: 'Message', locale: 'Langue', version: 'Version' },
    },
    runs: {
      name: 'Passage |||| Passages',
      fields: {
        startedAt: 'Début',
        trigger: 'Déclencheur',
        state: 'État',
        due: 'Dues',
        recorded: 'Enregistrées',
        remaining: 'Restantes',
      },
    },
  },
  relance: {
    open: 'Ouvrir WhatsApp',
    run_now: 'Lancer maintenant',
    run_done: '%{smart_count} relance enregistrée |||| %{smart_count} relances enregistrées',
  },
}
export type PanelWords = typeof fr
