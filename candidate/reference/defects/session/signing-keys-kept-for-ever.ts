import { createLocalJWKSet, type JSONWebKeySet } from 'jose'
import { signingKeys } from '../../session/cis2.ts'
import { defect } from '../defect.ts'

export const signingKeysKeptForEver = defect({
  name: 'signing-keys-kept-for-ever',
  requirement: 'AA01',
  story: 'Fetches the keys of CIS2 once. When CIS2 takes up a new one, nobody signs in until somebody restarts the server.',
  replaces: signingKeys,
  with: (address, fetch) => {
    let kept: Promise<JSONWebKeySet> | undefined
    return async (header, token) => {
      kept ??= fetch(address.href).then((response) => response.json() as Promise<JSONWebKeySet>)
      return createLocalJWKSet(await kept)(header, token)
    }
  },
})
