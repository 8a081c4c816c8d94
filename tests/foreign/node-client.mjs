// Speaks a script over Node's built-in WebSocket; reads it as JSON from its standard input.
import { json } from 'node:stream/consumers'

const { url, steps } = await json(process.stdin)
const socket = new WebSocket(url)
const received = []
let wake = () => undefined
const until = async (find) => {
  for (;;) {
    const found = find()
    if (found !== undefined) return found
    await new Promise((resolve) => {
      wake = resolve
    })
  }
}
let end
for (const type of ['open', 'error']) socket.addEventListener(type, () => wake())
socket.addEventListener('message', ({ data }) => {
  received.push(String(data))
  wake()
})
socket.addEventListener('close', ({ code }) => {
  end = code
  wake()
})
const nextMessage = () =>
  until(() => {
    if (received.length === 0 && end !== undefined) throw new Error(`The connection was closed with ${end}`)
    return received.shift()
  })
await until(() => (socket.readyState > WebSocket.CONNECTING ? true : undefined))
for (const step of steps) {
  if ('send' in step) socket.send(step.send)
  else if ('binary' in step) socket.send(new Uint8Array(step.binary))
  else {
    while (!(await nextMessage()).includes(step.expect));
  }
}
socket.close(1000, 'done')
console.log('closed', await until(() => end))
