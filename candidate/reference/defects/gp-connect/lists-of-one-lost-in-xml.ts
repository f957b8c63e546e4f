import { asJson } from '../../gp-connect/xml-body.ts'
import { defect } from '../defect.ts'

export const listsOfOneLostInXml = defect({
  name: 'lists-of-one-lost-in-xml',
  requirement: 'GPCARS01',
  story: 'Reads XML without knowing what is a list, so that one of a kind is none.',
  replaces: asJson,
  with: (tree) => tree,
})
