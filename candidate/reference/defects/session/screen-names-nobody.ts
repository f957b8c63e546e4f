import { accountShown } from '../../pages/pages.ts'
import { defect } from '../defect.ts'

export const screenNamesNobody = defect({
  name: 'screen-names-nobody',
  requirement: 'TIF-IG-AUTH-01',
  story: 'Shows that somebody is signed in, and not who. At a desk that several people share they write in the name of whoever came first.',
  replaces: accountShown,
  with: ({ role }) => ({ user: { name: 'Signed in' }, role }),
})
