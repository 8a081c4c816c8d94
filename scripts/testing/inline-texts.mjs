import { parseSync } from 'vite'

/** Attributes and properties whose value a person reads, or hears. */
const textNames = new Set(
  'label title placeholder alt description error message heading hint empty nothingFound nothingFoundMessage buttonLabel detail summary submit name ariaLabel aria-label aria-description aria-roledescription aria-valuetext'.split(
    ' ',
  ),
)
/** Functions that say what they are given. */
const speakers = new Set([
  'notifyDone',
  'notifyError',
  'notifyUndo',
  'formatCounted',
  'focusRegion',
  'AppError',
])
/** What is in these is code. */
const codeElements = new Set(['code', 'kbd', 'pre'])
/** Names, keys and examples of values: the same in every language. */
const sameEverywhere =
  /^(Understudy|Electron|Chromium|Node\.js|Esc|Shift\+Enter|understudy\.json|48 65 6c 6c 6f|authorization, cookie|\$\.\w+|\^?subscribe\S*|wss?:\/\/\S+|\{0\}.*\.ts)$/
/** What a person would not take for a text: the name of a thing in the code. */
const identifier = /^[a-z]+(-[a-z]+)*$/
const word = /\p{L}{2}/u
const sentence = /^\p{Lu}\p{L}*[,:]? \S|^\p{L}{2,} \p{L}{2,} \p{L}{2,}/u

/**
 * @typedef {{ text: string, line: number }} Found
 * @typedef {{ patterns: readonly string[], inline: readonly Found[] }} Texts `patterns` are those of t`…`, `inline` what
 *   should be one
 */

/** Finds the texts of a module. @param {string} file @param {string} source @returns {Texts} */
export function textsOf(file, source) {
  const patterns = []
  const inline = []
  const { program, errors } = parseSync(file, source)
  if (errors.length > 0) throw new Error(`${file} can't be read: ${errors[0].message}`)
  visit(program, [])
  return { patterns, inline }

  /** @param {readonly object[]} above the nodes around it, the nearest one first */
  function visit(node, above) {
    if (node.type === 'TaggedTemplateExpression' && node.tag.name === 't') {
      patterns.push(patternOf(node.quasi))
      for (const value of node.quasi.expressions) visit(value, [node, ...above])
      return
    }
    const text = wordsOf(node)
    if (text !== null && word.test(text) && !sameEverywhere.test(text) && isSaid(node, text, above)) {
      inline.push({ text, line: source.slice(0, node.start).split('\n').length })
    }
    for (const child of childrenOf(node)) visit(child, [node, ...above])
  }
}

function patternOf(quasi) {
  return quasi.quasis.map(({ value }, index) => (index === 0 ? '' : `{${index - 1}}`) + value.cooked).join('')
}

function wordsOf(node) {
  if (node.type === 'JSXText') return node.value.trim()
  if (node.type === 'TemplateLiteral') return patternOf(node)
  return node.type === 'Literal' && typeof node.value === 'string' ? node.value : null
}

function isSaid(node, text, above) {
  if (above.some((outer) => isCode(outer))) return false
  if (node.type === 'JSXText') return true
  if (identifier.test(text)) return false
  const [place, value] = placeOf(node, above)
  switch (place?.type) {
    case 'JSXElement':
    case 'JSXFragment':
      return true
    case 'JSXAttribute':
      return textNames.has(place.name.name) || (place.name.name !== 'className' && sentence.test(text))
    case 'Property':
      if (place.key === value || place.key.name === 'code') return false
      return textNames.has(place.key.name ?? place.key.value) || sentence.test(text)
    case 'CallExpression':
    case 'NewExpression':
      if (place.callee.name === 'AppError') return place.arguments.indexOf(value) === 1
      return place.arguments.includes(value) && (speakers.has(place.callee.name) || sentence.test(text))
    default:
      return sentence.test(text)
  }
}

/** Around the choices that lead to it: `a ? 'this' : 'that'`, `given ?? 'nothing'`. */
function placeOf(node, above) {
  let value = node
  for (const outer of above) {
    const isChoice =
      (outer.type === 'ConditionalExpression' && outer.test !== value) ||
      ['LogicalExpression', 'JSXExpressionContainer', 'ArrayExpression', 'TSAsExpression'].includes(
        outer.type,
      )
    if (!isChoice) return [outer, value]
    value = outer
  }
  return [undefined, value]
}

/** An error that only a developer meets, a name in a type or an import, or source text. */
function isCode(node) {
  switch (node.type) {
    case 'NewExpression':
      return node.callee.name === 'Error'
    case 'JSXElement':
      return codeElements.has(node.openingElement.name.name)
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration':
      return node.source != null
    default:
      return node.type.startsWith('TS') && /Type/.test(node.type)
  }
}

function childrenOf(node) {
  return Object.values(node)
    .flat()
    .filter((child) => child !== null && typeof child === 'object' && typeof child.type === 'string')
}
