/** What an audience can be built of, for editors: fields by kind, operators by kind, units of age. */
export {
  AGE_UNITS,
  LEAD_FIELDS,
  OPERATORS_OF,
  type Audience,
  type Condition,
  type Operator,
} from '@relance/relance/core'
