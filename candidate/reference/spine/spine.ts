import type { Outgoing, OutgoingAnswer, OutgoingRequest } from '../national/outgoing.ts'
import type { SpineSettings } from './settings.ts'
import type { OutgoingMessage } from './spine-store.ts'

/** The Spine's message handler, and who this system is to it. */
export interface Spine {
  settings: SpineSettings
  /** Posts a message once that is for another system. @throws OutgoingFailure */
  post(message: OutgoingMessage): Promise<OutgoingAnswer>
  /** Posts a message once that the Spine itself works on. @throws OutgoingFailure */
  request(message: OutgoingMessage): Promise<OutgoingAnswer>
  /** Asks a service behind the Spine that answers at once. @throws OutgoingFailure */
  ask(request: Omit<OutgoingRequest, 'url'> & { path: string }): Promise<OutgoingAnswer>
}

export function createSpine({ settings, outgoing }: { settings: SpineSettings; outgoing: Outgoing }): Spine {
  const postTo = (path: string) => ({ contentType, service, action, body }: OutgoingMessage) =>
    outgoing.send({ url: `${settings.url}/reliablemessaging/${path}`, method: 'POST', headers: { 'content-type': contentType, soapaction: `"${service}/${action}"` }, body })
  return {
    settings,
    ask: ({ path, ...request }) => outgoing.send({ ...request, url: `${settings.url}${path}` }),
    post: postTo('forwardreliable'),
    request: postTo('reliablerequest'),
  }
}
