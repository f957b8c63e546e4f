import { CandidateFault, VerbNotOffered } from '../../port/faults.ts'
import type { TestAids } from '../../port/test-aids.ts'
import type { HttpClient } from './http.ts'

/** The test aids over HTTP; not offered unless candidate.yaml says so. */
export function apiTestAids(http: HttpClient, offered: boolean): TestAids {
  return {
    async advanceClock(seconds) {
      const verb = 'aids.advanceClock'
      if (!offered) throw new VerbNotOffered(verb, 'candidate.yaml has testAids: false')
      const incoming = await http.send({ verb, method: 'POST', url: 'test-aids/clock', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ advanceSeconds: seconds }) })
      if (incoming.status >= 300) throw new CandidateFault(`The candidate did not move its clock: expected a 2xx status, saw ${incoming.status}.`, { exchange: incoming.exchange })
    },
  }
}
