import { rolesIn } from '../../national/validated-relationships.ts'
import { defect } from '../defect.ts'

export const proxiesWithoutNames = defect({
  name: 'proxies-without-names',
  requirement: 'E00206',
  story: 'Shows NHS numbers where names belong: nobody at the desk can tell who is meant.',
  replaces: rolesIn,
  with: (answer) => rolesIn.proper(answer).map(({ name: _name, ...role }) => role),
})
