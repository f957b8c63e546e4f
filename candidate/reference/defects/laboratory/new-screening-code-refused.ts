import { findingTaken } from '../../laboratory/read-report.ts'
import { defect } from '../defect.ts'

/** The code list as it was when the system was built. */
const KNOWN = new Set(['375211000000108', '375231000000100', '884541000000104'])

export const newScreeningCodeRefused = defect({
  name: 'new-screening-code-refused',
  requirement: 'SRN4',
  story: 'Refuses findings that were not in the code list when it was built.',
  replaces: findingTaken,
  with: (code) => KNOWN.has(code),
})
