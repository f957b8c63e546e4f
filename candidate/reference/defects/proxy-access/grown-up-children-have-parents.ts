import { isInForce } from '../../proxy-access/acting-for.ts'
import { defect } from '../defect.ts'

export const grownUpChildrenHaveParents = defect({
  name: 'grown-up-children-have-parents',
  requirement: 'TIF-IG-SHARE-01',
  story: 'Lets a parent go on acting for a child who has grown up, as long as nobody has ended the role.',
  replaces: isInForce,
  with: (role, birthDate, now) => isInForce.proper({ ...role, basis: '' }, birthDate, now),
})
