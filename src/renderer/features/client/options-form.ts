import { headerNameProblem, headerValueProblem, isToken } from '../../../shared/handshake-text'
import type { ClientAuth, ClientHeader, ClientOptions } from '../../../shared/model/client'
import { t } from '../../../shared/text/t'

export const authTypes = ['none', 'basic', 'bearer', 'query'] as const satisfies readonly ClientAuth['type'][]
export type AuthType = (typeof authTypes)[number]

/** A client's options as the dialog's fields hold them: whatever was typed, right or wrong. */
export interface OptionsDraft {
  /** `Name: value`, one a line. */
  readonly headers: string
  /** Names, separated by commas or spaces. */
  readonly protocols: string
  readonly auth: AuthType
  readonly user: string
  readonly password: string
  /** Of either kind of token; kept while the kind is changed. */
  readonly token: string
  readonly parameter: string
  readonly reconnect: boolean
  readonly acceptAnyCertificate: boolean
}

export type OptionsProblems = Readonly<
  Partial<Record<'headers' | 'protocols' | 'user' | 'token' | 'parameter', string>>
>

/** What the dialog holds for the options of a client. */
export function optionsDraftOf(options: ClientOptions): OptionsDraft {
  const { headers, protocols, auth, reconnect, acceptAnyCertificate } = options
  return {
    headers: headers.map(({ name, value }) => `${name}: ${value}`).join('\n'),
    protocols: protocols.join(', '),
    auth: auth.type,
    user: auth.type === 'basic' ? auth.user : '',
    password: auth.type === 'basic' ? auth.password : '',
    token: 'token' in auth ? auth.token : '',
    parameter: auth.type === 'query' ? auth.name : 'token',
    reconnect,
    acceptAnyCertificate,
  }
}

/** What is wrong with the draft, by field; empty when nothing is. */
export function optionsProblems(draft: OptionsDraft): OptionsProblems {
  const problems = {
    headers: headersProblem(draft),
    protocols: protocolsProblem(namesOf(draft.protocols)),
    ...authProblems(draft),
  }
  return Object.fromEntries(Object.entries(problems).filter(([, problem]) => problem !== null))
}

/** The options that the draft stands for. Call it only when `optionsProblems` finds none. */
export function optionsOf(draft: OptionsDraft): ClientOptions {
  return {
    headers: headerLines(draft.headers).flatMap(({ header }) => (header ? [header] : [])),
    protocols: namesOf(draft.protocols),
    auth: authOf(draft),
    reconnect: draft.reconnect,
    acceptAnyCertificate: draft.acceptAnyCertificate,
  }
}

interface HeaderLine {
  /** From 1. */
  readonly line: number
  /** Null for a line without a colon. */
  readonly header: ClientHeader | null
}

/** The lines that are not empty. */
function headerLines(text: string): HeaderLine[] {
  return text.split('\n').flatMap((content, index) => {
    if (content.trim() === '') return []
    const colon = content.indexOf(':')
    const header =
      colon < 0 ? null : { name: content.slice(0, colon).trim(), value: content.slice(colon + 1).trim() }
    return [{ line: index + 1, header }]
  })
}

function headersProblem({ headers, auth }: OptionsDraft): string | null {
  for (const { line, header } of headerLines(headers)) {
    const problem = header ? headerProblem(header, auth) : t`a header is written as Name: value`
    if (problem !== null) return t`Line ${line}: ${problem}`
  }
  return null
}

function headerProblem({ name, value }: ClientHeader, auth: AuthType): string | null {
  const isTaken = name.toLowerCase() === 'authorization' && (auth === 'basic' || auth === 'bearer')
  if (isTaken) return t`the authentication below sends this header already`
  return headerNameProblem(name) ?? headerValueProblem(value)
}

function protocolsProblem(names: readonly string[]): string | null {
  const bad = names.find((name) => !isToken(name))
  if (bad !== undefined) return t`“${bad}” is not the name of a subprotocol`
  const twice = names.find((name, index) => names.indexOf(name) < index)
  return twice === undefined ? null : t`“${twice}” is listed twice`
}

function authProblems({ auth, user, token, parameter }: OptionsDraft) {
  const hasToken = auth === 'bearer' || auth === 'query'
  return {
    user: auth === 'basic' && user.includes(':') ? t`A user name can’t have a colon` : null,
    token: hasToken ? tokenProblem(token.trim(), auth) : null,
    parameter: auth === 'query' && parameter.trim() === '' ? t`The parameter needs a name` : null,
  }
}

function tokenProblem(token: string, auth: AuthType): string | null {
  if (token === '') return t`The token is missing`
  return auth === 'bearer' && !/^[\x21-\x7e]+$/.test(token)
    ? t`A token has no spaces and no letters with accents`
    : null
}

function authOf({ auth, user, password, token, parameter }: OptionsDraft): ClientAuth {
  switch (auth) {
    case 'none':
      return { type: 'none' }
    case 'basic':
      return { type: 'basic', user, password }
    case 'bearer':
      return { type: 'bearer', token: token.trim() }
    case 'query':
      return { type: 'query', name: parameter.trim(), token: token.trim() }
    default:
      return auth satisfies never
  }
}

function namesOf(text: string): string[] {
  return text.split(/[\s,]+/).filter((name) => name !== '')
}
