import type { Driver } from '../../candidate/drivers/driver.ts'
import { createHttpClient } from '../../candidate/drivers/api/http.ts'
import { hiddenFields, wordsOfPage } from '../../candidate/drivers/api/html.ts'
import { apiIdentity } from '../../candidate/drivers/api/identity.ts'
import { handleOf } from '../../candidate/drivers/session-handle.ts'
import { done, refused, type RefusalReason } from '../../candidate/port/answer.ts'
import { CandidateFault } from '../../candidate/port/faults.ts'

/** What the status of a page means, in the words of the port. */
const REASONS: Record<number, RefusalReason> = { 400: 'invalid', 401: 'not-signed-in', 403: 'not-permitted', 404: 'not-found', 409: 'changed-meanwhile', 422: 'rule', 503: 'national-unavailable', 504: 'national-timeout' }

/**
 * A supplier's own driver, for a system whose users sign in as the contract says, but that has no API to register a patient: it
 * fills the form in as they do. Four verbs; scenarios that need another one are skipped, and say which.
 *
 * candidate.yaml names it: `drivers: { default: ./driver.ts }`. Verbs and their shapes are those of candidate/port/.
 */
export const driver: Driver = ({ config, recorder }) => {
  // Keeps cookies, follows redirects, never waits longer than the limit, and records every exchange as evidence.
  const http = createHttpClient({ baseUrl: config.baseUrl, authority: config.authority, requestMs: config.limits.requestMs, recorder })
  const { signIn, signOut, describe } = apiIdentity(http)
  return {
    identity: { signIn, signOut, describe },
    demographics: {
      async register(session, nhsNumber) {
        const verb = 'demographics.register'
        const headers = { accept: 'text/html' }
        const { jar } = handleOf(session)
        const found = await http.send({ verb, method: 'GET', url: `patients?nhsNumber=${nhsNumber}&where=national`, headers, jar })
        const page = await http.follow({
          verb,
          method: 'POST',
          url: 'patients/register',
          headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
          body: new URLSearchParams({ ...hiddenFields(found.body), nhsNumber }).toString(),
          jar,
        })
        const id = /\/patients\/(\d+)/.exec(page.url)?.[1]
        if (page.status === 200 && id) return done({ id, version: '', nhsNumber, restricted: false, active: true })
        // A refusal is an answer: say why, in the words that the user sees. Anything that no user could make sense of is a fault.
        const words = wordsOfPage(page.body)
        const reason = REASONS[page.status]
        if (reason && words) return refused(reason, words)
        throw new CandidateFault(`Registering ended on a page nobody expects: status ${page.status} at ${page.url}.`, { exchange: page.exchange })
      },
    },
    close: () => http.close(),
  }
}
