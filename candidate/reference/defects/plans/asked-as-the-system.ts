import { requestingUser } from '../../national/spine-token.ts'
import { defect } from '../defect.ts'

export const askedAsTheSystem = defect({
  name: 'asked-as-the-system',
  requirement: 'TIF-IG-AUD-01',
  story: 'Asks for every record under the name of the system, whoever wants to see it.',
  replaces: requestingUser,
  with: ({ services }) => services.config.national.clientId,
})
