import { connect } from 'node:net'

/** What came back. `status` 0: the connection closed without an answer. */
export interface RawAnswer {
  status: number
  headers: Record<string, string>
  body: string
}

/** Writes bytes to a server as they are, however little they look like HTTP, and reads what comes back until it closes the connection. */
export function sendBytes(port: number, parts: Iterable<Buffer>, limitMs = 20_000): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    const socket = connect(port, '127.0.0.1')
    const done = () => {
      clearTimeout(timer)
      socket.destroy()
      resolve(read(Buffer.concat(chunks)))
    }
    const timer = setTimeout(() => {
      socket.destroy()
      reject(new Error(`no end of the answer within ${limitMs} ms; so far: ${Buffer.concat(chunks).toString('latin1').slice(0, 300)}`))
    }, limitMs)
    socket.on('data', (chunk) => chunks.push(chunk))
    socket.once('end', done)
    // A server that has answered need not read the rest: the connection may break while we still send.
    socket.once('error', done)
    socket.once('close', done)
    const iterator = parts[Symbol.iterator]()
    const pump = () => {
      for (let next = iterator.next(); !next.done; next = iterator.next()) {
        if (socket.destroyed) return
        if (!socket.write(next.value)) return void socket.once('drain', pump)
      }
    }
    pump()
  })
}

function read(bytes: Buffer): RawAnswer {
  const text = bytes.toString('latin1')
  const end = text.indexOf('\r\n\r\n')
  const [first = '', ...lines] = text.slice(0, end < 0 ? undefined : end).split('\r\n')
  const headers = Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]))
  return { status: Number(/^HTTP\/1\.1 (\d{3})/.exec(first)?.[1] ?? 0), headers, body: end < 0 ? '' : bytes.subarray(end + 4).toString('utf8') }
}
