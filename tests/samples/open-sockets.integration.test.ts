import { describe, expect, it } from 'vitest'
import { MessageFiles } from '../../src/main/workspace/message-files'
import type { Client } from '../engine-client'
import { openSample } from './sample-session'

type Message = Record<string, unknown>

async function jsonUntil(client: Client, fits: (message: Message) => boolean): Promise<Message> {
  for (;;) {
    const message = JSON.parse(String(await client.next()))
    if (fits(message)) return message
  }
}

describe('a connection that stays open', () => {
  it('meets another market when the scenario changes, and is closed when the feed goes down', async () => {
    const { session, connect } = await openSample('live-prices')
    expect(session.info).toMatchObject({ sample: 'live-prices', trusted: true })
    const client = await connect('/ws/prices')
    client.send('{ "subscribe": "ACME" }')
    await jsonUntil(client, (message) => message.subscribed === 'ACME')
    await session.chooseScenario('Crash')
    await jsonUntil(client, (message) => message.market === 'crash')
    await jsonUntil(client, (message) => Number(message.price) < 90)
    await session.chooseScenario('Feed down')
    expect((await client.closed).code).toBe(1013)
    await expect(connect('/ws/prices')).rejects.toThrow('503')
    await session.chooseScenario('Calm market')
    expect(await (await connect('/ws/prices')).next()).toBe('{"market":"calm"}')
  })

  it('jumps when the button is pressed', async () => {
    const { engine, connect } = await openSample('live-prices')
    const client = await connect('/ws/prices')
    client.send('{ "subscribe": "ACME" }')
    await jsonUntil(client, (message) => message.symbol === 'ACME')
    await engine.runAction('calm', 'Spike ACME')
    await jsonUntil(client, (message) => Number(message.price) > 120)
    expect(Number(engine.state.ACME)).toBeGreaterThan(120)
  })

  it('is answered by the upstream or by the mock, as the switch says', async () => {
    const { session, connect } = await openSample('passthrough')
    const client = await connect('/ws/shop')
    const whoAnswers = async (): Promise<unknown> => {
      client.send('{ "type": "order", "item": "teapot" }')
      return (await jsonUntil(client, (message) => message.type === 'order')).from
    }
    expect(await whoAnswers()).toBe('mock')
    await session.setRuleEnabled('orders', true)
    expect(await whoAnswers()).toBe('upstream')
    await session.setRuleEnabled('orders', false)
    expect(await whoAnswers()).toBe('mock')
  })

  it('alone gets what is sent to all of the shop, and not the link to the upstream, which is a client here too', async () => {
    const { engine, session, connect } = await openSample('passthrough')
    const client = await connect('/ws/shop')
    await session.setRuleEnabled('orders', true)
    client.send('{ "type": "order", "item": "teapot" }')
    await client.next()
    const { messages } = await new MessageFiles(session.info.folder).list()
    expect(messages.map(({ message }) => message.name)).toEqual(['Ask for the catalogue', 'Order a kettle'])
    for (const { message } of messages) {
      const { target, direction, text } = message
      expect(engine.sendTo(target, direction, () => ({ type: 'text', text }))).toBe(1)
    }
    expect(
      [await client.next(), await client.next()].map((text) => JSON.parse(String(text)).type).sort(),
    ).toEqual(['catalogue', 'order'])
  })

  it('says in Live prices what can be sent', async () => {
    const { connect } = await openSample('live-prices')
    const client = await connect('/ws/prices')
    const { send } = await jsonUntil(client, (message) => 'symbols' in message)
    client.send(JSON.stringify(send))
    expect(await jsonUntil(client, (message) => 'price' in message)).toMatchObject({ symbol: 'ACME' })
  })

  it('gets the new answer after a save, and the old one after a save with a fault', async () => {
    const { engine, session, connect } = await openSample('chat')
    const client = await connect('/')
    await client.next()
    const text = await session.readHandler('handlers/chat.ts')
    const saved = async (source: string, state: string): Promise<void> => {
      const settled = new Promise<void>((resolve) => {
        const stop = engine.events.on('handlerStatus', (status) => {
          if (status.state !== state) return
          stop()
          resolve()
        })
      })
      await session.saveHandler('handlers/chat.ts', source)
      await settled
    }
    await saved(text.replace('Joined room', 'You are in'), 'live')
    client.send('/join lobby')
    expect(await client.next()).toBe('You are in: lobby')
    await saved(text.replace('export default', 'export default default'), 'error')
    expect(engine.handlerStatus).toMatchObject({ state: 'error', previousLive: true })
    client.send('/join lobby')
    expect(await client.next()).toBe('You are in: lobby')
  })

  it('hears the bell', async () => {
    const { engine, connect } = await openSample('chat')
    const client = await connect('/')
    await client.next()
    await engine.runAction('chat.ts', 'Ring the bell')
    expect(await client.next()).toBe('Ding dong!')
  })
})
