import { cacheControl } from '../../http/security-headers.ts'
import { defect } from '../defect.ts'

export const pagesKeptByTheBrowser = defect({
  name: 'pages-kept-by-the-browser',
  requirement: 'TIF-IG-WORK-01',
  story: 'Lets browsers keep its pages for ten minutes to spare the server. After the user has signed out, the back button still shows the patient.',
  replaces: cacheControl,
  with: () => 'private, max-age=600',
})
