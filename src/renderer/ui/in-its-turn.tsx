import { createContext, type ReactNode, use, useEffect, useState } from 'react'
import { Turns } from './turns'

const TurnsContext = createContext<Turns | null>(null)

/** Everything below that is `InItsTurn` is put up part by part. */
export function PartByPart({ children }: { readonly children: ReactNode }) {
  const [turns] = useState(() => new Turns())
  return <TurnsContext value={turns}>{children}</TurnsContext>
}

/**
 * A part of the window that is put up in a task of its own, after those before it: all parts at once would keep the window
 * from reacting. Outside of `PartByPart` it is there at once.
 */
export function InItsTurn({ children }: { readonly children: ReactNode }) {
  const turns = use(TurnsContext)
  const [isUp, setUp] = useState(turns === null)
  useEffect(() => {
    if (turns === null) return undefined
    if (!isUp) return turns.wait(() => setUp(true))
    turns.next()
    return undefined
  }, [turns, isUp])
  return isUp ? children : null
}
