const checkEveryMs = 500

/**
 * Makes a SIGTERM that was sent to npm reach this process: npm passes it on to its shell only, which dies of it
 * without a word to us (a Ctrl-C in a terminal goes to everyone). When the parent is gone, so is our reason to run.
 */
export function endWithNpm() {
  if (process.platform === 'win32' || process.env.npm_lifecycle_event === undefined) return
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    process.kill(process.pid, 'SIGTERM')
  }, checkEveryMs)
  timer.unref()
}
