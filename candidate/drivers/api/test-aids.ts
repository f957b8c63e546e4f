import { CandidateFault, VerbNotOffered } from '../../port/faults.ts'
import type { TestAids } from '../../port/test-aids.ts'
import type { HttpClient } from './http.ts'

/** The test aids over HTTP; not offered unless candidate.yaml says so. */
export function apiTestAids(http: HttpClient, offered: boolean): TestAids {
  const ask = async (verb: string, path: string, body: object, what: string) => {
    if (!offered) throw new VerbNotOffered(verb, 'candidate.yaml has testAids: false')
    const incoming = await http.send({ verb, method: 'POST', url: `test-aids/${path}`, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
    if (incoming.status >= 300) throw new CandidateFault(`The candidate did not ${what}: expected a 2xx status, saw ${incoming.status}.`, { exchange: incoming.exchange })
  }
  return {
    advanceClock: (seconds) => ask('aids.advanceClock', 'clock', { advanceSeconds: seconds }, 'move its clock'),
    collectMessages: () => ask('aids.collectMessages', 'collect-messages', {}, 'empty its mailbox'),
    lookAfterTransfers: (nhsNumber) => ask('aids.lookAfterTransfers', 'look-after-transfers', { nhsNumber }, 'look after record transfers'),
  }
}
