/** The whole French catalogue: react-admin's own words, with those that say better here what is meant, and the panel's. */
import french from 'ra-language-french'
import { fr } from './fr/index.ts'
import { spacedWords } from './spaces.ts'

const ra = {
  ...french.ra,
  auth: { ...french.ra.auth, username: 'E-mail' },
  saved_queries: {
    ...french.ra.saved_queries,
    new_label: 'Ajouter à mes requêtes…',
    remove_label_with_name: 'Retirer « %{name} » de mes requêtes',
    remove_message: 'Retirer cette requête de votre liste ?',
  },
}

export const catalogue = spacedWords({ ra, ...fr })
