import { requesterIn } from '../../laboratory/read-fhir-report.ts'
import { defect } from '../defect.ts'

export const requesterKnownByGmpCodeOnly = defect({
  name: 'requester-known-by-gmp-code-only',
  requirement: 'TIF-DDP-06',
  story: 'Looks in FHIR for the code by which the older messages name GPs. Whoever is named by another number is nobody here.',
  replaces: requesterIn,
  with: (document, request) => {
    const { sdsUser: _user, gmc: _gmc, ...party } = requesterIn.proper(document, request) ?? {}
    return party
  },
})
