/** react-admin's own words, with those that say better here what is meant. */
import english from 'ra-language-english'
import french from 'ra-language-french'

export const reactAdmin = {
  fr: {
    ...french.ra,
    auth: { ...french.ra.auth, username: 'E-mail' },
    saved_queries: {
      ...french.ra.saved_queries,
      new_label: 'Ajouter à mes requêtes…',
      remove_label_with_name: 'Retirer « %{name} » de mes requêtes',
      remove_message: 'Retirer cette requête de votre liste ?',
    },
  },
  en: { ...english.ra, auth: { ...english.ra.auth, username: 'E-mail' } },
}
