import { useState } from 'react'

/** State that survives a restart of the window, kept under `key` in its local storage. */
export function useRemembered(key: string, initial: boolean): [boolean, (value: boolean) => void] {
  const [value, setValue] = useState(() => {
    const stored = localStorage.getItem(`understudy.${key}`)
    return stored === null ? initial : stored === 'true'
  })
  const set = (next: boolean) => {
    localStorage.setItem(`understudy.${key}`, String(next))
    setValue(next)
  }
  return [value, set]
}

/** One of `choices` that survives a restart of the window, as `useRemembered` keeps a switch. */
export function useRememberedChoice<T extends string>(
  key: string,
  choices: readonly T[],
  initial: T,
): [T, (value: T) => void] {
  const [value, setValue] = useState(() => {
    const stored = localStorage.getItem(`understudy.${key}`)
    return choices.find((choice) => choice === stored) ?? initial
  })
  const set = (next: T) => {
    localStorage.setItem(`understudy.${key}`, next)
    setValue(next)
  }
  return [value, set]
}
