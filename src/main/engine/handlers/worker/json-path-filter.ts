import { JSONPath } from 'jsonpath-plus'
import { messageOf } from '../../../../shared/errors'
import { HandlerError } from './handler-error'

/** The parts of jsonpath-plus's syntax tree that a filter may be made of. */
type Node =
  | { readonly type: 'Identifier'; readonly name: string }
  | { readonly type: 'Literal'; readonly value: unknown }
  | { readonly type: 'ArrayExpression'; readonly elements: readonly Node[] }
  | { readonly type: 'UnaryExpression'; readonly operator: string; readonly argument: Node }
  | {
      readonly type: 'BinaryExpression' | 'LogicalExpression'
      readonly operator: string
      readonly left: Node
      readonly right: Node
    }
  | {
      readonly type: 'ConditionalExpression'
      readonly test: Node
      readonly consequent: Node
      readonly alternate: Node
    }
  | MemberNode
  | { readonly type: 'CallExpression'; readonly callee: Node; readonly arguments: readonly Node[] }

interface MemberNode {
  readonly type: 'MemberExpression'
  readonly object: Node
  readonly property: Node
  readonly computed: boolean
}

type Scope = Readonly<Record<string, unknown>>

/**
 * A filter expression, as jsonpath-plus's `eval` class.
 *
 * Its own 'safe' evaluator reaches past the document: inherited members count as there
 * (`?(@.toString)` is true for everything), any method may be called, also those that change the message
 * (`@.items.push(1)`), and a missing parent aborts the whole query. Here a member is an own property or
 * undefined, and only methods that read are known.
 */
export class JsonPathFilter {
  readonly #root: Node

  /** @throws HandlerError of kind `pattern`. */
  constructor(readonly code: string) {
    this.#root = checked(parseExpression(code), code)
  }

  /** jsonpath-plus makes this part of its cache's key; the default, the class's source, is slow to hash. */
  static toString(): string {
    return 'understudy'
  }

  runInNewContext(scope: Scope): unknown {
    const value = evaluate(this.#root, scope)
    return typeof value === 'string' && value !== '' ? asStep(value, scope._$_v) : value
  }
}

/**
 * The value of `[(…)]` becomes a path step. What a document says must not be read as one of the language's own
 * (`..`, `?(…)`, `a,b`): the back quote makes it a name, and one that is not there must not be looked at any
 * further. For a filter only its truth counts.
 */
function asStep(value: string, current: unknown): string {
  const isThere = typeof current === 'object' && current !== null && Object.hasOwn(current, value)
  return isThere ? `\`${value}` : '`\0'
}

function parseExpression(code: string): unknown {
  // Not in its types: https://github.com/JSONPath-Plus/JSONPath documents `safeVm` for this purpose only.
  const { safeVm } = JSONPath.prototype as unknown as {
    readonly safeVm: { readonly Script: new (code: string) => { readonly ast: unknown } }
  }
  try {
    return new safeVm.Script(code).ast
  } catch (error) {
    throw invalid(code, messageOf(error))
  }
}

const binary: Readonly<Record<string, (a: never, b: never) => unknown>> = {
  '==': (a: unknown, b: unknown) => looselyEqual(a, b),
  '!=': (a: unknown, b: unknown) => !looselyEqual(a, b),
  '===': (a: unknown, b: unknown) => a === b,
  '!==': (a: unknown, b: unknown) => a !== b,
  '<': (a: number, b: number) => a < b,
  '>': (a: number, b: number) => a > b,
  '<=': (a: number, b: number) => a <= b,
  '>=': (a: number, b: number) => a >= b,
  '+': (a: number, b: number) => a + b,
  '-': (a: number, b: number) => a - b,
  '*': (a: number, b: number) => a * b,
  '/': (a: number, b: number) => a / b,
  '%': (a: number, b: number) => a % b,
}
const logical = new Set(['&&', '||'])
const unary: Readonly<Record<string, (a: unknown) => unknown>> = {
  '!': (a) => !a,
  '-': (a) => -Number(a),
  '+': (a) => Number(a),
  typeof: (a) => typeof a,
}

type Method = (self: never, ...args: never[]) => unknown
const stringMethods: Readonly<Record<string, Method>> = {
  includes: (self: string, part: string) => self.includes(String(part)),
  startsWith: (self: string, part: string) => self.startsWith(String(part)),
  endsWith: (self: string, part: string) => self.endsWith(String(part)),
  indexOf: (self: string, part: string) => self.indexOf(String(part)),
  toLowerCase: (self: string) => self.toLowerCase(),
  toUpperCase: (self: string) => self.toUpperCase(),
  trim: (self: string) => self.trim(),
  slice: (self: string, from: number, to: number | undefined) => self.slice(from, to),
  substring: (self: string, from: number, to: number | undefined) => self.substring(from, to),
  charAt: (self: string, at: number) => self.charAt(at),
  match: (self: string, pattern: unknown) => pattern instanceof RegExp && search(pattern, self),
  search: (self: string, pattern: unknown) => (pattern instanceof RegExp ? self.search(pattern) : -1),
}
const arrayMethods: Readonly<Record<string, Method>> = {
  includes: (self: unknown[], item: unknown) => self.includes(item),
  indexOf: (self: unknown[], item: unknown) => self.indexOf(item),
}
const patternMethods: Readonly<Record<string, Method>> = {
  test: (self: RegExp, text: unknown) => typeof text === 'string' && search(self, text),
}

/** Checks the whole tree, so that an unusable filter is an error at once and not with some later message. */
function checked(value: unknown, code: string): Node {
  // The tree comes from the parser; every type that it can have is looked at here.
  const node = value as Node
  const check = (part: unknown): Node => checked(part, code)
  switch (node.type) {
    case 'Identifier':
    case 'Literal':
      return node
    case 'ArrayExpression':
      node.elements.forEach(check)
      return node
    case 'UnaryExpression':
      if (!Object.hasOwn(unary, node.operator)) throw invalid(code, `operator ${node.operator}`)
      check(node.argument)
      return node
    case 'BinaryExpression':
    case 'LogicalExpression':
      if (!logical.has(node.operator) && !Object.hasOwn(binary, node.operator)) {
        throw invalid(code, `operator ${node.operator}`)
      }
      check(node.left)
      check(node.right)
      return node
    case 'ConditionalExpression':
      ;[node.test, node.consequent, node.alternate].forEach(check)
      return node
    case 'MemberExpression':
      check(node.object)
      if (node.computed) check(node.property)
      return node
    case 'CallExpression':
      methodOf(node.callee, code)
      node.arguments.forEach(check)
      return node
    default:
      // The parser knows more than a filter may hold: assignments, several expressions, `this`.
      throw invalid(code, `it holds a ${String((node as { readonly type: unknown }).type)}`)
  }
}

function methodOf(callee: Node, code: string): { readonly object: Node; readonly name: string } {
  if (callee.type !== 'MemberExpression' || callee.computed || callee.property.type !== 'Identifier') {
    throw invalid(code, 'only methods can be called')
  }
  const { name } = callee.property
  if (![stringMethods, arrayMethods, patternMethods].some((methods) => Object.hasOwn(methods, name))) {
    throw invalid(code, `the method ${name} is not available`)
  }
  checked(callee.object, code)
  return { object: callee.object, name }
}

function evaluate(node: Node, scope: Scope): unknown {
  switch (node.type) {
    case 'Identifier':
      return identifier(node.name, scope)
    case 'Literal':
      return node.value
    case 'ArrayExpression':
      return node.elements.map((element) => evaluate(element, scope))
    case 'UnaryExpression':
      return unary[node.operator]?.(evaluate(node.argument, scope))
    case 'BinaryExpression':
    case 'LogicalExpression':
      return operation(node.operator, node.left, node.right, scope)
    case 'ConditionalExpression':
      return evaluate(evaluate(node.test, scope) ? node.consequent : node.alternate, scope)
    case 'MemberExpression':
      return member(node, scope)
    case 'CallExpression':
      return call(node.callee, node.arguments, scope)
    default:
      return node satisfies never
  }
}

function identifier(name: string, scope: Scope): unknown {
  if (name === 'undefined') return undefined
  return Object.hasOwn(scope, name) ? scope[name] : undefined
}

function operation(operator: string, left: Node, right: Node, scope: Scope): unknown {
  const value = evaluate(left, scope)
  if (operator === '&&') return value && evaluate(right, scope)
  if (operator === '||') return value || evaluate(right, scope)
  const other = evaluate(right, scope)
  // Objects would be turned into text by members of their own, which a document may choose freely.
  const comparable = operator.length >= 2 && '=!'.includes(operator.charAt(0))
  if (!comparable && (isObject(value) || isObject(other))) return false
  // Operands of JSON are primitives here; JavaScript defines each operator for all of them.
  return binary[operator]?.(value as never, other as never)
}

function member(node: MemberNode, scope: Scope): unknown {
  const object = evaluate(node.object, scope)
  if (object === null || object === undefined) return undefined
  const key = node.computed ? evaluate(node.property, scope) : propertyName(node.property)
  if (typeof key !== 'string' && typeof key !== 'number') return undefined
  // An own property of a JSON value, an index or a length.
  return Object.hasOwn(object, key) ? (object as Readonly<Record<string, unknown>>)[key] : undefined
}

function propertyName(property: Node): unknown {
  return property.type === 'Identifier' ? property.name : undefined
}

function call(callee: Node, args: readonly Node[], scope: Scope): unknown {
  const { object, name } = methodOf(callee, '')
  const self = evaluate(object, scope)
  const methods = methodsOf(self)
  const method = Object.hasOwn(methods, name) ? methods[name] : undefined
  // Each method checks or converts what it is given.
  return method?.(self as never, ...args.map((argument) => evaluate(argument, scope) as never))
}

function methodsOf(self: unknown): Readonly<Record<string, Method>> {
  if (typeof self === 'string') return stringMethods
  if (Array.isArray(self)) return arrayMethods
  return self instanceof RegExp ? patternMethods : {}
}

function search(pattern: RegExp, text: string): boolean {
  pattern.lastIndex = 0
  return pattern.test(text)
}

/** `==` as filters are used to it (`'1' == 1`), but without turning objects into text. */
function looselyEqual(one: unknown, other: unknown): boolean {
  if (isObject(one) || isObject(other)) return one === other
  // biome-ignore lint/suspicious/noDoubleEquals: this is the operator
  return one == other
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null
}

function invalid(code: string, reason: string): HandlerError {
  return new HandlerError('pattern', `The JSONPath filter ${code} is invalid: ${reason}`)
}
