import { isTheSpine } from '../../spine/receive.ts'
import { defect } from '../defect.ts'

export const certificateOfTheSpineByName = defect({
  name: 'certificate-of-the-spine-by-name',
  requirement: 'GP2GP08',
  story: 'Looks at the name in a certificate and not at who has signed it: anybody can make one with the name of the Spine.',
  replaces: isTheSpine,
  with: (certificate, name) => certificate?.name === name,
})
