/**
 * What is measured. `path` picks the handler of the same name in both servers; `unit` says what one counted
 * frame is. With `hold` connections are only opened and kept, 100 at a time: how fast, and what memory the
 * server takes for them.
 */
export const loads = [
  { name: 'echo 32×32', path: '/echo', connections: 32, inFlight: 32, bytes: 64, unit: 'messages/s' },
  { name: 'echo 64×1', path: '/echo', connections: 64, inFlight: 1, bytes: 64, unit: 'messages/s' },
  { name: 'echo 1×1', path: '/echo', connections: 1, inFlight: 1, bytes: 64, unit: 'round trip' },
  { name: 'echo 1 KB 32×32', path: '/echo', connections: 32, inFlight: 32, bytes: 1024, unit: 'messages/s' },
  { name: 'echo 64 KB 8×4', path: '/echo', connections: 8, inFlight: 4, bytes: 65_536, unit: 'messages/s' },
  {
    name: 'echo binary 32×32',
    path: '/echo',
    connections: 32,
    inFlight: 32,
    bytes: 64,
    isBinary: true,
    unit: 'messages/s',
  },
  { name: 'JSONPath 32×32', path: '/json', connections: 32, inFlight: 32, bytes: 64, unit: 'messages/s' },
  {
    name: 'fan-out 1,000×16',
    path: '/room',
    connections: 1000,
    senders: 1,
    inFlight: 16,
    bytes: 64,
    unit: 'deliveries/s',
  },
  {
    name: 'fan-out 1,000×1',
    path: '/room',
    connections: 1000,
    senders: 1,
    inFlight: 1,
    bytes: 64,
    unit: 'deliveries/s',
  },
  { name: 'idle 10,000', path: '/echo', connections: 10_000, hold: true, unit: 'MB' },
  { name: 'connect storm', path: '/echo', connections: 5000, hold: true, unit: 'handshakes/s' },
]
