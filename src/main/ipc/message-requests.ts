import { MessageTemplate } from '../compose/message-template'
import type { Services } from './request-services'
import type { RequestHandlers } from './router'

type MessageRequests = Pick<
  RequestHandlers,
  'messages.send' | 'messages.preview' | 'messages.save' | 'messages.remove'
>

/** What the preview shows for `{{connection}}` where the target is nobody yet. */
const exampleConnection = 'c1'

export function messageRequests({ engine, session }: Services<'engine' | 'session'>): MessageRequests {
  let seq = 0
  return {
    'messages.send': async ({ target, direction, ...body }) => {
      const template = await MessageTemplate.of(body)
      const from = seq
      let count = 0
      const reached = engine.sendTo(target, direction, (connection) => {
        count += 1
        return template.make({ seq: from + count, connection })
      })
      seq = from + count
      return { reached }
    },
    'messages.preview': async ({ body, connection }) => {
      const template = await MessageTemplate.of(body)
      const message = template.make({ seq: seq + 1, connection: connection ?? exampleConnection })
      return message.type === 'text' ? message : { type: 'binary', data: message.data ?? new Uint8Array() }
    },
    'messages.save': async ({ message, file }) => ({ file: await session.saveMessage(message, file) }),
    'messages.remove': (file) => session.removeMessage(file),
  }
}
