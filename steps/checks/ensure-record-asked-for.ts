import { ACTION, type SpineMessage } from '../support/transfers.ts'
import { check, finding } from './check.ts'

/** Which requests for a patient's record the Spine has taken. */
const requestsFor = (messages: readonly SpineMessage[]) => messages.filter(({ action }) => action === ACTION.request)

/**
 * The practice before this one is asked for the record once, in a message that says who asks, whom, and for which patient.
 * Source: RCMR_IN010000UK05, EHR request.
 */
export const ensureRecordAskedFor = check('the record is asked for once', async ({ outside, calls }, { nhsNumber, practice, from }: { nhsNumber: string; practice: string; from: string }) => {
  const requests = requestsFor(await outside.spine.listSent({ about: nhsNumber }))
  const at = (await calls({ service: 'spine', subject: nhsNumber, from: 'beginning' }))[0]
  const [request] = requests
  if (!request) return finding('it is not asked for', { expected: `a request to ${from}`, seen: 'none' })
  const { facts } = request
  return [
    requests.length > 1 && finding('asked for more than once', { expected: '1 request', seen: `${requests.length} requests`, at }),
    facts.nhsNumber !== nhsNumber && finding('for another patient', { expected: nhsNumber, seen: facts.nhsNumber ?? 'nobody', at }),
    facts.author !== practice && finding('in the name of another practice', { expected: practice, seen: facts.author ?? 'nobody', at }),
    facts.destination !== from && finding('from another practice', { expected: from, seen: facts.destination ?? 'nobody', at }),
  ]
})

/** Nobody is asked for a record. */
export const ensureRecordNotAskedFor = check('the record is not asked for', async ({ outside }, { nhsNumber }: { nhsNumber: string }) => {
  const requests = requestsFor(await outside.spine.listSent({ about: nhsNumber }))
  return requests.map(({ facts }) => finding('it is asked for', { expected: 'no request', seen: `a request to ${facts.destination ?? 'somebody'}` }))
})
