import { mayActUnchecked } from '../../proxy-access/acting-for.ts'
import { defect } from '../defect.ts'

export const proxyLetInUnchecked = defect({
  name: 'proxy-let-in-unchecked',
  requirement: 'TIF-IG-SHARE-01',
  story: 'Lets a proxy in when the service cannot be asked, so as not to annoy anybody.',
  replaces: mayActUnchecked,
  with: () => true,
})
