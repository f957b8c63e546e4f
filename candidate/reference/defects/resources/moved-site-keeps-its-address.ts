import { changedSite } from '../../resources/sites.ts'
import { defect } from '../defect.ts'

export const movedSiteKeepsItsAddress = defect({
  name: 'moved-site-keeps-its-address',
  requirement: 'E00153',
  story: 'Lets a site be renamed, and keeps the address that it was added with. After the move, letters send patients to the old one.',
  replaces: changedSite,
  with: ({ address, postcode }, wanted) => ({ ...wanted, address, postcode }),
})
