import { ersPrincipal } from '../../national/ers.ts'
import { defect } from '../defect.ts'

export const refersAsApplication = defect({
  name: 'refers-as-application',
  requirement: 'TIF-ERS-05',
  story: 'Calls e-RS with the application’s own access, since it does not run out when a user signs off.',
  replaces: ersPrincipal,
  with: () => 'application' as const,
})
