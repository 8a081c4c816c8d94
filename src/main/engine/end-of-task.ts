const settled = Promise.resolve()

/**
 * Runs `task` as soon as the code that runs now is done. `queueMicrotask` does the same, but makes an object for
 * asynchronous hooks each time: several per message where messages come one by one.
 */
export function atEndOfTask(task: () => void): void {
  void settled.then(task)
}
