import { searchRequest } from '../../national/nrl.ts'
import { defect } from '../defect.ts'

export const locatorAskedByAddress = defect({
  name: 'locator-asked-by-address',
  requirement: 'TIF-IG-SHARE-01',
  story: 'Searches by address, where every log on the way keeps the NHS number.',
  replaces: searchRequest,
  with: (path, criteria) => ({ method: 'GET', path, query: Object.entries(criteria) }),
})
