import { execFile } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { parseSavedMessage } from '../../src/main/workspace/parse-saved-message'
import { parseSettings } from '../../src/main/workspace/parse-settings'
import type { Client } from '../engine-client'
import { samplesFolder, serve } from '../serve/serve-process'

const sample = (name: string) => join(samplesFolder, name)

async function nextJson(client: Client): Promise<Record<string, unknown>> {
  return JSON.parse(String(await client.next()))
}

/** Takes messages until one fits. */
async function jsonUntil(
  client: Client,
  fits: (message: Record<string, unknown>) => boolean,
): Promise<Record<string, unknown>> {
  for (;;) {
    const message = await nextJson(client)
    if (fits(message)) return message
  }
}

describe('the Chat sample', () => {
  it('welcomes on every path, joins and leaves rooms, and lists them', async () => {
    const client = await serve([sample('chat')]).connect('/what/ever')
    expect(await client.next()).toMatch(/welcome/i)
    const ask = async (text: string) => {
      client.send(text)
      return client.next()
    }
    expect(await ask('hello')).toBe('You said "hello". Say /join lobby to talk to others.')
    expect(await ask('/join lobby')).toBe('Joined room: lobby')
    expect(await ask('/rooms')).toBe('You are in: lobby (1)')
    expect(await ask('/nick ada')).toBe('You are ada now')
    expect(await ask('hello')).toBe('[lobby] ada: hello')
    expect(await ask('/leave lobby')).toBe('Left room: lobby')
    expect(await ask('/rooms')).toBe('You are in no room: /join one')
    expect(await ask('/help')).toMatch(/^Commands: /)
  })

  it('sends what is said in a room to all of its members', async () => {
    const server = serve([sample('chat')])
    const [ada, bob] = [await server.connect('/'), await server.connect('/other')]
    await ada.next()
    await bob.next()
    ada.send('/join lobby')
    expect(await ada.next()).toBe('Joined room: lobby')
    bob.send('/join lobby')
    expect(await bob.next()).toBe('Joined room: lobby')
    expect(await ada.next()).toBe('c2 came in')
    bob.send('hi')
    expect([await ada.next(), await bob.next()]).toEqual(['[lobby] c2: hi', '[lobby] c2: hi'])
  })
})

describe('the Live prices sample', () => {
  it('ticks what is subscribed to, and nothing else', async () => {
    const client = await serve([sample('live-prices')]).connect('/ws/prices')
    client.send('{ "subscribe": "GLOBEX" }')
    await jsonUntil(client, (message) => message.subscribed === 'GLOBEX')
    const ticks = [await nextJson(client), await nextJson(client), await nextJson(client)]
    expect(ticks.map((tick) => tick.symbol)).toEqual(['GLOBEX', 'GLOBEX', 'GLOBEX'])
    expect(Number(ticks.at(-1)?.price)).toBeGreaterThan(90)
    client.send('{ "subscribe": "NOPE" }')
    expect(await jsonUntil(client, (message) => 'error' in message)).toEqual({
      error: 'No such symbol: choose one of ACME, GLOBEX, INITECH',
    })
    client.send('{ "unsubscribe": "GLOBEX" }')
    await jsonUntil(client, (message) => message.unsubscribed === 'GLOBEX')
  })

  it('crashes in the scenario Crash', async () => {
    const client = await serve([sample('live-prices'), '--scenario', 'Crash']).connect('/ws/prices')
    client.send('{ "subscribe": "ACME" }')
    const first = await jsonUntil(client, (message) => message.symbol === 'ACME')
    const later = await jsonUntil(client, (message) => Number(message.price) < 90)
    expect(Number(later.price)).toBeLessThan(Number(first.price))
  })

  it('refuses everybody while the feed is down', async () => {
    const server = serve([sample('live-prices'), '--scenario', 'Feed down'])
    await expect(server.connect('/ws/prices')).rejects.toThrow('503')
  })
})

describe('the Passthrough sample', () => {
  const order = '{ "type": "order", "item": "kettle" }'

  it('answers everything itself while the rule is off', async () => {
    const client = await serve([sample('passthrough')]).connect('/ws/shop')
    client.send(order)
    expect(await nextJson(client)).toEqual({
      type: 'order',
      from: 'mock',
      item: 'kettle',
      status: 'accepted',
    })
  })

  it('sends orders to its upstream, on whatever port, while the rule is on, and mocks the rest', async () => {
    const client = await serve([sample('passthrough'), '--scenario', 'Orders for real']).connect('/ws/shop')
    client.send(order)
    expect(await nextJson(client)).toMatchObject({ type: 'order', from: 'upstream', number: 1001 })
    client.send('{ "type": "catalogue" }')
    expect(await nextJson(client)).toMatchObject({ type: 'catalogue', from: 'mock' })
  })
})

describe('every sample', () => {
  it('has settings, messages and a README in order', async () => {
    const entries = await readdir(samplesFolder, { withFileTypes: true })
    const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
    expect(names.sort()).toEqual(['chat', 'live-prices', 'passthrough'])
    for (const name of names) {
      const settings = parseSettings(await readFile(join(sample(name), 'understudy.json'), 'utf8'))
      expect(settings).toMatchObject({ ok: true })
      expect(await readFile(join(sample(name), 'README.md'), 'utf8')).toMatch(/^# /)
      for (const file of await readdir(join(sample(name), 'messages'))) {
        const text = await readFile(join(sample(name), 'messages', file), 'utf8')
        expect(parseSavedMessage(text)).toMatchObject({ ok: true })
      }
    }
  })

  it('is free of type errors against the published types', async () => {
    const root = resolve(samplesFolder, '..')
    const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
    const run = promisify(execFile)(process.execPath, [compiler, '-p', join(samplesFolder, 'tsconfig.json')])
    await expect(run).resolves.toMatchObject({ stdout: '' })
  })
})
