/** Compares the columns of an answer with the type its rows are said to have. */
import ts from 'typescript'

const NUMBER = { what: 'number', flags: ts.TypeFlags.NumberLike }
const TEXT = { what: 'string', flags: ts.TypeFlags.StringLike }
const INSTANT = { what: 'Date', name: /^Date$/ }

/** What the driver makes of each type of PostgreSQL. JSON is whatever it holds: nobody but the code knows its shape. */
const KINDS = {
  bool: { what: 'boolean', flags: ts.TypeFlags.BooleanLike },
  int2: NUMBER,
  int4: NUMBER,
  oid: NUMBER,
  float4: NUMBER,
  float8: NUMBER,
  int8: TEXT,
  numeric: TEXT,
  text: TEXT,
  varchar: TEXT,
  bpchar: TEXT,
  name: TEXT,
  char: TEXT,
  uuid: TEXT,
  xid: TEXT,
  xid8: TEXT,
  tid: TEXT,
  inet: TEXT,
  interval: { what: 'an interval', name: /^IPostgresInterval$/ },
  timestamptz: INSTANT,
  timestamp: INSTANT,
  date: INSTANT,
  bytea: { what: 'Buffer', name: /^(Buffer|Uint8Array)$/ },
}
const ANYTHING = new Set(['json', 'jsonb', 'void', 'record', 'unknown'])

/** One sentence for each difference. */
export function differencesOf(fields, row, { checker, node, catalog, text }) {
  const named = new Map(fields.map((field) => [field.name, field]))
  const said = new Set(checker.getPropertiesOfType(row).map((property) => property.name))
  const differences = []
  for (const [name, field] of named) {
    const property = checker.getPropertyOfType(row, name)
    const isOpen = checker.getIndexTypeOfType(row, ts.IndexKind.String)
    if (!property && isOpen) continue
    if (!property) differences.push(`the statement answers "${name}", the type has no such property`)
    else
      differences.push(
        ...differencesOfField(field, checker.getTypeOfSymbolAtLocation(property, node), { checker, catalog, text }),
      )
  }
  for (const name of said) {
    const isOptional = (checker.getPropertyOfType(row, name)?.flags ?? 0) & ts.SymbolFlags.Optional
    if (!named.has(name) && !isOptional)
      differences.push(`the type has "${name}", the statement answers no such column`)
  }
  return differences
}

function differencesOfField(field, type, { checker, catalog, text }) {
  const wrong = wrongKind(field.dataTypeID, type, { checker, catalog })
  if (wrong) return [`"${field.name}" is ${wrong}, the type says ${checker.typeToString(type)}`]
  const column = catalog.nullable.get(`${field.tableID}.${field.columnID}`)
  if (column && !admitsNull(type) && !isRuledOut(column, text)) {
    return [`"${field.name}" is a column that may be null, the type says ${checker.typeToString(type)}`]
  }
  return []
}

/** The statement itself asks for rows that have it. */
const isRuledOut = (column, text) => new RegExp(`\\b${column}\\s+(is not null|= any\\(|in \\(|>|<|= \\$)`).test(text)

const OPEN = ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.TypeParameter
const NOTHING = ts.TypeFlags.Null | ts.TypeFlags.Undefined
const partsOf = (type) => (type.isUnion() ? type.types : [type])
const admitsNull = (type) => partsOf(type).some((part) => part.flags & (OPEN | ts.TypeFlags.Null))

/** Null when the type fits; else what PostgreSQL's value is for the driver. */
function wrongKind(oid, type, context) {
  const known = context.catalog.types.get(oid)
  if (!known || ANYTHING.has(known.name)) return null
  if (known.base) return wrongKind(known.base, type, context)
  const parts = partsOf(type).filter(({ flags }) => !(flags & NOTHING))
  if (parts.some(({ flags }) => flags & OPEN)) return null
  if (known.element) return wrongList(known, parts, context)
  const kind = KINDS[known.name] ?? TEXT
  const fits = (part) => {
    if (part.isIntersection()) return part.types.some(fits)
    return kind.flags ? (part.flags & kind.flags) !== 0 : kind.name.test(part.symbol?.name ?? '')
  }
  return parts.every(fits) ? null : `${known.name} (${kind.what})`
}

function wrongList(known, parts, { checker, catalog }) {
  for (const part of parts) {
    const element = checker.getIndexTypeOfType(part, ts.IndexKind.Number)
    if (!element || part.flags & ts.TypeFlags.StringLike) return `a list (${known.name})`
    const wrong = wrongKind(known.element, element, { checker, catalog })
    if (wrong) return `a list of ${wrong}`
  }
  return null
}
