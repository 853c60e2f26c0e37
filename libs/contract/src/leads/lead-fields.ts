/** The registry of a lead's fields, for the panel. */
export {
  FIELDS_UNDER_NAME,
  FORM_FIELDS,
  type FormField,
  IMPORT_FIELDS,
  importFieldNames,
  LEAD_FIELDS,
  leadFieldNames,
  leadVariableNames,
  MESSAGE_FIELDS,
  REPEATABLE_FIELDS,
  sampleLead,
  type StoredLeadField,
} from '@relance/leads/fields'
