export const templates = {
  name: 'Modèle |||| Modèles',
  fields: { name: 'Nom', body: 'Message', locale: 'Langue', version: 'Version' },
}
