import { check, finding } from './check.ts'

/** How often the candidate changed the national record since a version: zero, once. What other organisations did is not counted. */
export const ensureChangedNationally = check(
  'the national record was changed as often as it should be',
  async ({ outside }, { nhsNumber, since, times }: { nhsNumber: string; since: number; times: number }) => {
    const versions = await outside.pds.changes({ nhsNumber })
    const made = versions.filter(({ version, by }) => version > since && by.kind === 'healthcare-worker')
    const requests = made.map(({ version, by }) => `version ${version} by request ${by.requestId}`)
    return made.length !== times && finding('changed more or less often', { expected: times === 0 ? 'not at all' : `${times} times`, seen: made.length ? requests : 'not at all' })
  },
)
