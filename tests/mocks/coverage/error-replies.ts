import { Call } from '../../../mocks/kit/call.ts'
import { Environment } from '../../../mocks/kit/environment.ts'
import { fromRequest } from '../../../mocks/kit/incoming.ts'
import { Refusal } from '../../../mocks/kit/refusal.ts'
import type { Reply } from '../../../mocks/kit/reply.ts'
import type { AnyService } from '../../../mocks/kit/service.ts'

/** What the documented errors of a service answer when they are asked for as faults. */
export function errorReplies(service: AnyService): Reply[] {
  const environment = new Environment('coverage', 1)
  environment.origin = 'https://hub.test'
  const call = new Call({ incoming: fromRequest(new Request(`https://hub.test/e/coverage${service.basePath}`)), environment, url: service.basePath, params: {}, state: environment.stateOf(service), body: new Uint8Array() })
  // Errors that repeat what was sent refuse this call, which sends nothing: those are seen in tests only.
  return Object.values(service.errors).flatMap((error) => {
    try {
      return [error(call)]
    } catch (thrown) {
      if (thrown instanceof Refusal) return []
      throw thrown
    }
  })
}
