import { isResource } from '../../gp-connect/token.ts'
import { defect } from '../defect.ts'

export const resourcesInTokensUnread = defect({
  name: 'resources-in-tokens-unread',
  requirement: 'TIF-GPC-07',
  story: 'Passes on what a token says of device, organisation and person without reading it.',
  replaces: isResource,
  with: () => true,
})
