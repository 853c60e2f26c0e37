/**
 * What the text of a statement can be, read from the source: strings, templates, constants of any file, and the small functions
 * that make fragments of SQL. Each value is a node with the arguments it was reached with; a choice gives both its sides.
 */
import ts from 'typescript'

/** More ways than this to write one statement are not followed. */
const MOST = 64

export class Unreadable extends Error {}
const unreadable = (node) => new Unreadable(`cannot be read: ${node.getText().slice(0, 60)}`)

/**
 * Every text `node` can have. `standIns` names, by their source text, expressions that a running program compiles, with SQL that may
 * stand in their place. @throws Unreadable when it depends on something else that only a running program knows.
 */
export function textsOf(node, checker, standIns = {}) {
  const context = { checker, scope: new Map(), standIns }
  return [...new Set(valuesOf(node, context).map((value) => textOf(value, node)))]
}

function textOf(value, node) {
  if (typeof value === 'string') return value
  if (typeof value === 'number') return String(value)
  throw unreadable(node)
}

function valuesOf(node, context) {
  if (ts.isStringLiteralLike(node)) return [node.text]
  if (ts.isNumericLiteral(node)) return [Number(node.text)]
  if (Object.hasOwn(context.standIns, node.getText())) return [context.standIns[node.getText()]]
  const read = READERS.find(([is]) => is(node))?.[1]
  if (!read) throw unreadable(node)
  const values = read(node, context)
  if (values.length > MOST) throw new Unreadable('has too many variants')
  return values
}

const combine = (parts) =>
  parts.reduce((all, values) => all.flatMap((one) => values.map((value) => [...one, value])), [[]])

const isWrapper = (node) =>
  ts.isParenthesizedExpression(node) ||
  ts.isAsExpression(node) ||
  ts.isSatisfiesExpression(node) ||
  ts.isNonNullExpression(node)
const isEither = (node) =>
  ts.isBinaryExpression(node) &&
  [ts.SyntaxKind.QuestionQuestionToken, ts.SyntaxKind.BarBarToken].includes(node.operatorToken.kind)
const isSum = (node) => ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken
const isProduct = (node) => ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.AsteriskToken
const isFunction = (node) => ts.isArrowFunction(node) || ts.isFunctionExpression(node) || ts.isFunctionDeclaration(node)

const READERS = [
  [isWrapper, (node, context) => valuesOf(node.expression, context)],
  [
    ts.isTemplateExpression,
    (node, context) =>
      combine(
        node.templateSpans.map((span) => valuesOf(span.expression, context).map((value) => textOf(value, span))),
      ).map(
        (values) =>
          node.head.text + values.map((value, place) => value + node.templateSpans[place].literal.text).join(''),
      ),
  ],
  [
    ts.isConditionalExpression,
    (node, context) => [...valuesOf(node.whenTrue, context), ...valuesOf(node.whenFalse, context)],
  ],
  [isEither, (node, context) => [...valuesOf(node.left, context), ...valuesOf(node.right, context)]],
  [
    isSum,
    (node, context) =>
      combine([valuesOf(node.left, context), valuesOf(node.right, context)]).map(([left, right]) => left + right),
  ],
  [
    isProduct,
    (node, context) =>
      combine([valuesOf(node.left, context), valuesOf(node.right, context)]).map(([left, right]) => left * right),
  ],
  [
    ts.isArrayLiteralExpression,
    (node, context) =>
      combine(
        node.elements.map((one) =>
          ts.isSpreadElement(one) ? valuesOf(one.expression, context) : valuesOf(one, context).map((value) => [value]),
        ),
      ).map((parts) => parts.flat()),
  ],
  [ts.isObjectLiteralExpression, (node, context) => [{ node, context }]],
  [isFunction, (node, context) => [{ node, context }]],
  [ts.isIdentifier, readIdentifier],
  [ts.isPropertyAccessExpression, readProperty],
  [ts.isElementAccessExpression, readElement],
  [ts.isCallExpression, readCall],
]

function readIdentifier(node, context) {
  const symbol = symbolOf(node, context.checker)
  const given = context.scope.get(symbol)
  if (given) return given()
  const [declaration] = symbol?.declarations ?? []
  const read = declaration && DECLARED.find(([is]) => is(declaration))?.[1]
  const values = read?.(declaration, context) ?? wordsOf(node, context)
  if (!values) throw unreadable(node)
  return values
}

const DECLARED = [
  [(one) => ts.isVariableDeclaration(one) && isOfLoop(one), readLoop],
  [(one) => ts.isVariableDeclaration(one) && isConst(one) && one.initializer && ts.isIdentifier(one.name), readConst],
  [ts.isFunctionDeclaration, (node, context) => [{ node, context }]],
  [ts.isParameter, readParameter],
]

const isOfLoop = (declaration) => ts.isForOfStatement(declaration.parent.parent)
function readConst({ initializer }, context) {
  return valuesOf(initializer, context)
}

function readLoop(declaration, context) {
  if (!ts.isIdentifier(declaration.name)) return null
  return valuesOf(declaration.parent.parent.expression, context).flat()
}

/** A parameter is whatever the calls in its own file give for it. */
function readParameter(declaration, context) {
  const { parent } = declaration
  const place = parent.parameters.indexOf(declaration)
  const name = parent.name ?? (ts.isVariableDeclaration(parent.parent) ? parent.parent.name : null)
  const symbol = name && context.checker.getSymbolAtLocation(name)
  const words = wordsOf(declaration.name, context)
  if (!symbol || words) return words
  const given = callsOf(symbol, declaration.getSourceFile(), context.checker).map((call) => call.arguments[place])
  if (given.length === 0 || given.includes(undefined)) return null
  return given.flatMap((argument) => valuesOf(argument, context))
}

function callsOf(symbol, file, checker) {
  const calls = []
  const visit = (node) => {
    if (ts.isCallExpression(node)) {
      const callee = ts.isPropertyAccessExpression(node.expression) ? node.expression.name : node.expression
      if (checker.getSymbolAtLocation(callee) === symbol) calls.push(node)
    }
    ts.forEachChild(node, visit)
  }
  visit(file)
  return calls
}

/** The words a type lists; null when it lists none. */
function wordsOf(node, { checker }) {
  const type = checker.getTypeAtLocation(node)
  const parts = type.isUnion() ? type.types : [type]
  return parts.every((part) => part.isStringLiteral()) ? parts.map(({ value }) => value) : null
}

const isConst = (declaration) => (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) !== 0

function symbolOf(node, checker) {
  const symbol = checker.getSymbolAtLocation(node)
  return symbol && symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol
}

/** A property of an object that stands in the source. */
function readProperty(node, context) {
  const owner = valuesOf(node.expression, context)
  return owner.flatMap((value) => memberOf(value, node.name.text, node))
}

function readElement(node, context) {
  const owners = valuesOf(node.expression, context)
  const keys = keysOf(node.argumentExpression, context)
  return owners.flatMap((owner) =>
    (keys ?? membersOf(owner, node)).flatMap((key) =>
      Array.isArray(owner) ? [owner[key]] : memberOf(owner, String(key), node),
    ),
  )
}

/** Null when only the running program knows which: then it can be any. */
function keysOf(node, context) {
  try {
    return valuesOf(node, context)
  } catch (error) {
    if (error instanceof Unreadable) return null
    throw error
  }
}

function membersOf(owner, node) {
  if (Array.isArray(owner)) return [...owner.keys()]
  if (!owner?.node || !ts.isObjectLiteralExpression(owner.node)) throw unreadable(node)
  return owner.node.properties.map((property) => property.name.text)
}

function memberOf(owner, name, node) {
  if (!owner?.node || !ts.isObjectLiteralExpression(owner.node)) throw unreadable(node)
  const property = owner.node.properties.find((one) => one.name && one.name.text === name)
  if (property && ts.isPropertyAssignment(property)) return valuesOf(property.initializer, owner.context)
  if (property && ts.isShorthandPropertyAssignment(property)) return readShorthand(property, owner.context)
  throw unreadable(node)
}

function readShorthand(property, context) {
  const symbol = context.checker.getShorthandAssignmentValueSymbol(property)
  const [declaration] = symbol?.declarations ?? []
  const given = context.scope.get(symbol)
  if (given) return given()
  if (declaration && ts.isVariableDeclaration(declaration) && declaration.initializer)
    return valuesOf(declaration.initializer, context)
  throw unreadable(property)
}

const METHODS = {
  join: (list, separator = ',') => list.join(separator),
  trim: (text) => text.trim(),
  map: null,
}

function readCall(node, context) {
  const callee = node.expression
  if (ts.isPropertyAccessExpression(callee) && Object.hasOwn(METHODS, callee.name.text))
    return readMethod(node, context)
  return valuesOf(callee, context).flatMap((target) => {
    if (!target?.node || !isFunction(target.node)) throw unreadable(node)
    // An argument that is never looked at need not be readable.
    const given = node.arguments.map((argument) => () => valuesOf(argument, context))
    return callFunction(target, given)
  })
}

function callFunction({ node, context }, given) {
  const scope = new Map(context.scope)
  node.parameters.forEach((parameter, place) => {
    const values = given[place] ?? (parameter.initializer ? () => valuesOf(parameter.initializer, context) : null)
    if (values && ts.isIdentifier(parameter.name)) scope.set(symbolOf(parameter.name, context.checker), values)
  })
  return returnsOf(node.body, { ...context, scope })
}

/** What a body gives back; the constants it makes are read as they are anywhere else. */
function returnsOf(body, context) {
  if (!ts.isBlock(body)) return valuesOf(body, context)
  const found = []
  const visit = (node) => {
    if (ts.isReturnStatement(node) && node.expression) found.push(...valuesOf(node.expression, context))
    else if (!isFunction(node)) ts.forEachChild(node, visit)
  }
  visit(body)
  if (found.length === 0) throw unreadable(body)
  return found
}

function readMethod(node, context) {
  const { expression: owner, name } = node.expression
  const owners = valuesOf(owner, context)
  if (name.text !== 'map') {
    const given = combine(node.arguments.map((argument) => valuesOf(argument, context)))
    return owners.flatMap((value) => given.map((values) => METHODS[name.text](value, ...values)))
  }
  const [target] = valuesOf(node.arguments[0], context)
  return owners.flatMap((list) => {
    if (!Array.isArray(list)) throw unreadable(node)
    return combine(list.map((value, place) => callFunction(target, [() => [value], () => [place]])))
  })
}
