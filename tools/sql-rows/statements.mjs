/** Finds what the code asks the database: every call of a `query` with SQL, its texts, and the type its rows are said to have. */
import { relative } from 'node:path'
import ts from 'typescript'
import { textsOf, Unreadable } from './evaluate.mjs'

/** `sources`: paths. Returns `{ checker, statements, unreadable }`; a statement is `{ at, texts, row }`, `row` null when nothing is said. */
export function findStatements({ root, sources, options, standIns }) {
  const program = ts.createProgram(sources, options)
  const checker = program.getTypeChecker()
  const statements = []
  const unreadable = []
  for (const path of sources) {
    const file = program.getSourceFile(path)
    const visit = (node) => {
      if (ts.isCallExpression(node) && isQuery(node, checker)) {
        const { line } = file.getLineAndCharacterOfPosition(node.expression.name.getStart())
        const at = `${relative(root, path)}:${line + 1}`
        try {
          statements.push({ at, texts: textsOf(node.arguments[0], checker, standIns), row: rowOf(node, checker), node })
        } catch (error) {
          if (!(error instanceof Unreadable)) throw error
          unreadable.push({ at, why: error.message })
        }
      }
      ts.forEachChild(node, visit)
    }
    visit(file)
  }
  return { checker, statements, unreadable }
}

function isQuery(node, checker) {
  const { expression, arguments: given } = node
  if (!ts.isPropertyAccessExpression(expression) || expression.name.text !== 'query' || !given[0]) return false
  const type = checker.getTypeAtLocation(given[0])
  return (type.isUnion() ? type.types : [type]).every(({ flags }) => (flags & ts.TypeFlags.StringLike) !== 0)
}

/** Of `Promise<Row[]>`, and of `pg`'s `Promise<{ rows: Row[] }>`. Nothing is said by the default, a record of anything. */
function rowOf(node, checker) {
  if (!node.typeArguments) return null
  const answer = checker.getAwaitedType(checker.getTypeAtLocation(node))
  const rows = answer?.getProperty('rows')
  const list = rows ? checker.getTypeOfSymbol(rows) : answer
  const row = list && checker.getIndexTypeOfType(list, ts.IndexKind.Number)
  return row && !(row.flags & ts.TypeFlags.TypeParameter) ? row : null
}
