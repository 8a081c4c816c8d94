import { describe, expect, it } from 'vitest'
import { AppError } from '../shared/errors'
import { defaultPreferences } from '../shared/model/preferences'
import { WorkspaceOpener, type WorkspaceOpenerOptions } from './workspace-opener'

interface Setup {
  readonly last?: string
  readonly missing?: readonly string[]
  readonly untrusted?: readonly string[]
  readonly startFails?: AppError
}

function start({ last, missing = [], untrusted = [], startFails }: Setup = {}) {
  const did: string[] = []
  const reported: string[] = []
  let folder = ''
  const trusted = new Set<string>()
  let serving = false
  const session: WorkspaceOpenerOptions['session'] = {
    get info() {
      const isTrusted = !untrusted.includes(folder) || trusted.has(folder)
      return { folder, name: folder, trusted: isTrusted, sample: null, problem: null }
    },
    async open(next) {
      if (missing.includes(next)) throw new AppError('workspace-missing', `${next} does not exist.`)
      folder = next
      serving = false
      did.push(`open ${next}`)
    },
    async startServer() {
      did.push('start')
      if (startFails) throw startFails
      serving = true
    },
    async trust() {
      trusted.add(folder)
    },
  }
  const opener = new WorkspaceOpener({
    session,
    isServing: () => serving,
    samples: { copyOf: async (name) => `samples/${name}` },
    settings: {
      value: {
        recentWorkspaces: [],
        lastWorkspace: last ?? null,
        window: null,
        preferences: defaultPreferences,
      },
      rememberWorkspace: (remembered) => did.push(`remember ${remembered}`),
      update: () => undefined,
    },
    report: (message) => reported.push(message),
  })
  return { opener, session, did, reported }
}

describe('WorkspaceOpener', () => {
  it('opens the Chat sample and serves it on the first start', async () => {
    const { opener, did } = start()
    await opener.openAtStart(null)
    expect(did).toEqual(['open samples/chat', 'remember samples/chat', 'start'])
  })

  it('opens the last workspace on the next start', async () => {
    const { opener, did } = start({ last: 'mocks' })
    await opener.openAtStart(null)
    expect(did).toEqual(['open mocks', 'remember mocks', 'start'])
  })

  it('prefers the folder of the command line', async () => {
    const { opener, did } = start({ last: 'mocks' })
    await opener.openAtStart('given')
    expect(did[0]).toBe('open given')
  })

  it('reports a folder that is gone and opens the next best', async () => {
    const { opener, did, reported } = start({ last: 'mocks', missing: ['given', 'mocks'] })
    await opener.openAtStart('given')
    expect(reported).toEqual(['given does not exist.', 'mocks does not exist.'])
    expect(did).toEqual(['open samples/chat', 'remember samples/chat', 'start'])
  })

  it('does not serve a folder that is not trusted, until it is', async () => {
    const { opener, did } = start({ untrusted: ['cloned'] })
    await opener.open('cloned')
    expect(did).toEqual(['open cloned', 'remember cloned'])
    await opener.trust()
    expect(did.at(-1)).toBe('start')
  })

  it('leaves a server alone that the user started before trusting the folder', async () => {
    const { opener, did, session } = start({ untrusted: ['cloned'] })
    await opener.open('cloned')
    await session.startServer()
    await opener.trust()
    expect(did.filter((step) => step === 'start')).toHaveLength(1)
  })

  it('opens a workspace whose port is taken', async () => {
    const { opener, reported } = start({ startFails: new AppError('port-taken', 'Port 4400 is in use') })
    await opener.openAtStart(null)
    expect(reported).toEqual([])
  })

  it('passes any other failure on to whoever asked', async () => {
    const { opener } = start({ startFails: new AppError('io', 'the certificate could not be read') })
    await expect(opener.open('mocks')).rejects.toThrow('certificate')
  })

  it('changes nothing when the folder that was asked for does not exist', async () => {
    const { opener, did } = start({ missing: ['nowhere'] })
    await expect(opener.open('nowhere')).rejects.toMatchObject({ code: 'workspace-missing' })
    expect(did).toEqual([])
  })
})
