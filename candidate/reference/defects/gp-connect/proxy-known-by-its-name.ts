import { isTheProxy } from '../../gp-connect/caller.ts'
import { defect } from '../defect.ts'

export const proxyKnownByItsName = defect({
  name: 'proxy-known-by-its-name',
  requirement: 'TIF-GPC-04',
  story: 'Reads the name in the certificate of whoever connects, and not who signed it.',
  replaces: isTheProxy,
  with: (certificate, name) => certificate?.name === name,
})
