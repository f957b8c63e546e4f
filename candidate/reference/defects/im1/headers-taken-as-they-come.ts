import { checkHeaders } from '../../im1/authenticate.ts'
import { defect } from '../defect.ts'

export const headersTakenAsTheyCome = defect({
  name: 'headers-taken-as-they-come',
  requirement: 'TIF-IM1-01',
  story: 'Opens a session without knowing which application asks, or under which id.',
  replaces: checkHeaders,
  with: () => {},
})
