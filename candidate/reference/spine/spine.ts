import type { Outgoing, OutgoingAnswer, OutgoingRequest } from '../national/outgoing.ts'
import type { SpineSettings } from './settings.ts'
import type { OutgoingMessage } from './spine-store.ts'

/** The Spine's message handler, and who this system is to it. */
export interface Spine {
  settings: SpineSettings
  /** Posts a message once. @throws OutgoingFailure */
  post(message: OutgoingMessage): Promise<OutgoingAnswer>
  /** Asks a service behind the Spine that answers at once. @throws OutgoingFailure */
  ask(request: Omit<OutgoingRequest, 'url'> & { path: string }): Promise<OutgoingAnswer>
}

export function createSpine({ settings, outgoing }: { settings: SpineSettings; outgoing: Outgoing }): Spine {
  return {
    settings,
    ask: ({ path, ...request }) => outgoing.send({ ...request, url: `${settings.url}${path}` }),
    post: ({ contentType, service, action, body }) =>
      outgoing.send({ url: `${settings.url}/reliablemessaging/forwardreliable`, method: 'POST', headers: { 'content-type': contentType, soapaction: `"${service}/${action}"` }, body }),
  }
}
