import type { IncomingMessage } from 'node:http'
import type { TLSSocket } from 'node:tls'
import { CallerGone, type Incoming } from './kit/incoming.ts'

/** A request that came over a socket. Nothing is made of it before somebody asks: this is what every call costs. */
export class SocketRequest implements Incoming {
  readonly #message: IncomingMessage

  constructor(message: IncomingMessage) {
    this.#message = message
  }

  get method(): string {
    return this.#message.method ?? 'GET'
  }

  get origin(): string {
    const { socket, headers } = this.#message
    return `${'encrypted' in socket ? 'https' : 'http'}://${headers.host ?? `${socket.localAddress}:${socket.localPort}`}`
  }

  get rawHeaders(): readonly string[] {
    return this.#message.rawHeaders
  }

  header(name: string): string | undefined {
    // Only Set-Cookie is ever a list, and no request carries it.
    return this.#message.headers[name] as string | undefined
  }

  async *body(): AsyncGenerator<Uint8Array> {
    try {
      for await (const part of this.#message) yield part as Buffer
    } catch (error) {
      throw this.#message.destroyed && !this.#message.complete ? new CallerGone('Failed to read the request: the caller has left.', { cause: error }) : error
    }
  }

  get signal(): AbortSignal {
    const { socket } = this.#message
    const controller = new AbortController()
    if (socket.destroyed) controller.abort()
    else socket.once('close', () => controller.abort())
    return controller.signal
  }

  get clientCertificate(): { commonName: string } | undefined {
    const socket = this.#message.socket as Partial<TLSSocket>
    const subject = socket.authorized ? socket.getPeerCertificate?.().subject : undefined
    return subject && { commonName: String(subject.CN) }
  }
}
