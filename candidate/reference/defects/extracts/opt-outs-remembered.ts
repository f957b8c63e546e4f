import { upheld } from '../../extracts/disclose.ts'
import { defect } from '../defect.ts'

const remembered = new Map<string, boolean>()

export const optOutsRemembered = defect({
  name: 'opt-outs-remembered',
  requirement: 'TIF-NDOP-02',
  story: 'Keeps what the national service once said of somebody, and goes by that for good.',
  replaces: upheld,
  with: (pending, allowed) =>
    pending.filter(({ nhsNumber }) => {
      const known = remembered.get(nhsNumber) ?? allowed.has(nhsNumber)
      remembered.set(nhsNumber, known)
      return known
    }),
})
