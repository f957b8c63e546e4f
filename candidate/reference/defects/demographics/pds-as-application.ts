import { pdsPrincipal } from '../../national/pds.ts'
import { defect } from '../defect.ts'

export const pdsAsApplication = defect({
  name: 'pds-as-application',
  requirement: 'TIF-PDS-05',
  story:
    'Calls PDS with the token of the application: one for all users, and simpler. Nobody at PDS knows who asked, and updates are refused.',
  replaces: pdsPrincipal,
  with: () => 'application' as const,
})
