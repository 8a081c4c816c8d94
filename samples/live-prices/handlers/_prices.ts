import { defineHandler, server, type WsHandler } from 'understudy'

// Files that begin with an underscore declare no handlers: they are there to be imported.

export const symbols = ['ACME', 'GLOBEX', 'INITECH'] as const
export type PriceSymbol = (typeof symbols)[number]

export interface Market {
  readonly name: string
  /** Share of its value that a price gains, or loses, with each tick. */
  readonly drift: number
  /** How far a price jumps at random with each tick, as a share of its value. */
  readonly jump: number
}

/** A handler that makes prices tick; what it tells a connection when it opens is told again after a reload. */
export function playMarket(market: Market): WsHandler {
  // The timer belongs to this load of the code: a reload, or another scenario, ends it.
  setInterval(() => {
    for (const symbol of symbols) tick(symbol, market)
  }, 500)

  return defineHandler({
    name: market.name,
    handlesPath: '/ws/prices',
    onConnect: (ctx) => ctx.sendJson({ market: market.name }),
    onReload: (ctx) => ctx.sendJson({ market: market.name }),
    actions: {
      'Spike ACME': () => movePrice('ACME', 1.25),
      'Open the day again': ({ state }) => {
        for (const symbol of symbols) state.delete(symbol)
      },
    },
  })
}

export function isSymbol(value: unknown): value is PriceSymbol {
  return symbols.some((symbol) => symbol === value)
}

export function roomOf(symbol: string): string {
  return `prices:${symbol}`
}

export function priceMessage(symbol: PriceSymbol) {
  return { symbol, price: priceOf(symbol), at: new Date().toISOString() }
}

function tick(symbol: PriceSymbol, { drift, jump }: Market): void {
  if (server.getRoomMembers(roomOf(symbol)).length === 0) return
  // Set `volatility` to 10 in the window's State panel and watch.
  const volatility = server.state.get<number>('volatility') ?? 1
  movePrice(symbol, 1 + drift + (Math.random() - 0.5) * 2 * jump * volatility)
}

/** Prices live in the server's state: they survive a reload, and the window can edit them. */
function movePrice(symbol: PriceSymbol, factor: number): void {
  const price = Math.max(0.01, Math.round(priceOf(symbol) * factor * 100) / 100)
  server.state.set(symbol, price)
  server.broadcastToRoom(roomOf(symbol), JSON.stringify(priceMessage(symbol)))
}

function priceOf(symbol: PriceSymbol): number {
  return server.state.get<number>(symbol) ?? 100
}
