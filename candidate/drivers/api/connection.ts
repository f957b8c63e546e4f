import { request } from 'node:http'
import { isIP } from 'node:net'
import { connect, type SecureVersion } from 'node:tls'
import type { CandidateConfig } from '../../../config/candidate.ts'
import type { ConnectionVerbs, PlainAnswer } from '../../port/connection.ts'
import { VerbNotOffered } from '../../port/faults.ts'

/** Looks at connections as such. A candidate that is reached without encryption anyway (a test installation) does not offer this. */
export function apiConnection({ baseUrl, limits }: Pick<CandidateConfig, 'baseUrl' | 'limits'>): ConnectionVerbs {
  const { protocol, hostname, port } = new URL(baseUrl)
  const encrypted = (verb: string) => {
    if (protocol !== 'https:') throw new VerbNotOffered(`connection.${verb}`, `candidate.yaml names ${baseUrl}, which is not encrypted`)
  }
  return {
    async askInPlainText() {
      encrypted('askInPlainText')
      return new Promise<PlainAnswer>((resolve) => {
        const nothing = () => resolve({ body: '', cookies: false })
        const outgoing = request({ host: hostname, port: port || 443, path: '/sign-in', headers: { accept: 'text/html' }, timeout: limits.requestMs }, (incoming) => {
          let body = ''
          incoming.setEncoding('utf8').on('data', (text: string) => (body += text))
          const { location, 'set-cookie': cookies } = incoming.headers
          incoming.on('end', () => resolve({ status: incoming.statusCode!, body, cookies: cookies !== undefined, ...(location !== undefined && { location }) }))
          incoming.on('error', nothing)
        })
        outgoing.on('timeout', () => outgoing.destroy())
        outgoing.on('error', nothing)
        outgoing.end()
      })
    },
    async offerTls(version) {
      encrypted('offerTls')
      const only = (version === '1.0' ? 'TLSv1' : `TLSv${version}`) as SecureVersion
      return new Promise((resolve) => {
        // The lowest security level, or this side would not even offer what the candidate has to refuse.
        const socket = connect({ host: hostname, port: Number(port || 443), ...(isIP(hostname) === 0 && { servername: hostname }), minVersion: only, maxVersion: only, ciphers: 'DEFAULT@SECLEVEL=0', rejectUnauthorized: false })
        socket.setTimeout(limits.requestMs, () => socket.destroy(new Error(`no answer within ${limits.requestMs} ms`)))
        socket.once('secureConnect', () => {
          resolve({ agreed: socket.getProtocol() ?? 'unknown' })
          socket.destroy()
        })
        socket.once('error', (error: NodeJS.ErrnoException) => resolve({ refusal: error.code ?? error.message }))
      })
    },
  }
}
