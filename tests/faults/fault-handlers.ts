/** What a faulty version of the handlers does beside its work, and when. */
export type Misdeed = 'hang' | 'exit' | 'throw'

/** `now`: while its files load. `loaded`: in a timer right after that. `exit`: when its worker is to end. */
export type MisdeedTime = 'now' | 'loaded' | 'reload' | 'exit'

const misdeeds: Readonly<Record<Misdeed, string>> = {
  hang: 'for (;;) {}',
  exit: 'process.exit(3)',
  throw: "throw new Error('a fault')",
}

/** The handlers that the faults are done to: each message is answered with its number, as its path says. */
export function handlerSource(
  version: number,
  bad?: { readonly what: Misdeed; readonly when: MisdeedTime },
): string {
  const code = bad ? misdeeds[bad.what] : ''
  const at = (when: MisdeedTime): string => (bad?.when === when ? code : '')
  return `
import { defineHandler, server } from 'understudy'
const version = ${version}
const late = (ms, task) => setTimeout(task, ms)
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
const deeds = {
  'hang': () => { for (;;) {} },
  'exit': () => process.exit(3),
  'throw': () => { throw new Error('a fault') },
  'hang-late': () => late(2, () => { for (;;) {} }),
  'exit-late': () => late(2, () => process.exit(3)),
  'throw-late': () => late(2, () => { throw new Error('a late fault') }),
  'reject': () => void Promise.reject(new Error('a forgotten promise')),
  'logs': () => { for (let line = 0; line < 500; line++) console.log('line', line) },
}
${bad?.when === 'loaded' ? `late(0, () => { ${code} })` : ''}
${bad?.when === 'exit' ? `process.on('exit', () => { ${code} })` : ''}
${at('now')}
const answer = (ctx, number, part) => {
  ctx.setMetadata('last', number)
  ctx.sendText(number + (part ?? '.'))
}
export default defineHandler({
  handlesPath: '/:way',
  onConnect(ctx) {
    ctx.joinRoom(ctx.params.way)
    if (ctx.params.way === 'visitor') ctx.sendText('hello')
  },
  onReload(ctx) {
    if (ctx.params.way === 'culprit') { ${at('reload')} }
  },
  onMessage(ctx, msg) {
    if (msg.type !== 'text') return
    const [number, deed, ms] = msg.text.split(' ')
    if (deed === 'burst') {
      for (let part = 1; part <= 200; part++) answer(ctx, number, '/' + part)
      return answer(ctx, number)
    }
    if (deed === 'who') return ctx.sendText(server.connections().map(({ id }) => id).join(' ') + ' ' + number + '.')
    if (ms) return sleep(Number(ms)).then(() => { deeds[deed]?.(); answer(ctx, number) })
    deeds[deed]?.()
    if (ctx.params.way === 'halves') {
      answer(ctx, number, '/a')
      return sleep(1).then(() => answer(ctx, number))
    }
    if (ctx.params.way === 'async') return sleep(Number(number) % 4).then(() => answer(ctx, number))
    answer(ctx, number)
  },
  onDisconnect(ctx) {
    if (ctx.params.way === 'visitor') ctx.log('bye ' + ctx.connectionId)
  },
})`
}
