/** Where the columns of an imported file can go, for the panel. */
export { IMPORT_FIELDS } from '@relance/leads/fields'
