import { existsSync } from 'node:fs'
import { ProblemsError } from '../../config/problem.ts'
import { assayVersion } from '../../reports/pack/environment.ts'
import type { SharingLimits } from '../../mocks/guests.ts'
import { startHub, type Hub } from '../../mocks/hub.ts'
import { servicesDigest } from './harness-facts.ts'
import { loadHubAccess, writeHubAccess } from './hub-access.ts'
import { clientCertificate, hubCertificate, type RunKeys } from './keys.ts'
import { refuseTakenPort } from './places.ts'

export interface ShareOptions {
  /** Address of this machine to listen on. */
  host: string
  /** Name or address by which others reach it. */
  name: string
  ports: { port: number; httpsPort: number; mutualPort: number }
  limits: Partial<SharingLimits>
  /** Where to write what others have to hold. */
  accessFile: string
}

/**
 * Starts a hub for others, and writes the file that lets them in. A file that is there already is of a hub before this one, and its
 * key goes on being the key: the copies that others have stay good as long as address and authority are the same.
 *
 * @throws ProblemsError when the address is not of this machine, a port is taken, or the file is something else
 */
export async function shareHub({ host, name, ports: { port, ...tlsPorts }, limits, accessFile }: ShareOptions, keys: RunKeys): Promise<Hub> {
  const before = existsSync(accessFile) ? loadHubAccess(accessFile) : undefined
  const hub = await startHub({
    host,
    port,
    limits,
    shared: { name, services: servicesDigest(), assay: assayVersion() },
    tls: { server: await hubCertificate(keys, name), authority: keys.authority, ...tlsPorts },
    ...(before && { controlKey: before.key }),
  }).catch((error: unknown) => {
    refuseStrangeHost(error, host)
    return refuseTakenPort(error)
  })
  const url = hub.urls.mutual ?? hub.urls.http
  if (before?.url !== url || before.authority !== keys.authority) {
    writeHubAccess(accessFile, { url, key: hub.controlKey, authority: keys.authority, run: await clientCertificate(keys, 'Assay run'), candidate: await clientCertificate(keys, 'Candidate') })
  }
  return hub
}

function refuseStrangeHost(error: unknown, host: string): void {
  const { code } = error as NodeJS.ErrnoException
  if (code !== 'EADDRNOTAVAIL' && code !== 'ENOTFOUND' && code !== 'EAI_AGAIN') return
  throw new ProblemsError([
    { code: 'ASSAY_OPTION_INVALID', what: 'Failed to start the shared hub', place: 'option --listen', seen: `${host} (${code})`, expected: 'an address of this machine', remedy: 'Name one, or 0.0.0.0 and with --name what others call this machine.' },
  ])
}
