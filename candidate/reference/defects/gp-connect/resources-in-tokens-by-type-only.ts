import { isResource } from '../../gp-connect/token.ts'
import { defect } from '../defect.ts'

export const resourcesInTokensByTypeOnly = defect({
  name: 'resources-in-tokens-by-type-only',
  requirement: 'TIF-GPC-07',
  story: 'Looks at the type of the resources in a token and not at what is in them.',
  replaces: isResource,
  with: (value, type) => (value as { resourceType?: string }).resourceType === type,
})
