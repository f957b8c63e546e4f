import type { Services } from '../services.ts'

/** The area's settings in the configuration. */
export interface BarsSettings {
  /** Number of the practice's own service in the directory of services: whither others send. */
  serviceId: string
  /** Common name of the certificate with which the proxy calls. */
  proxyName: string
}

const DEFAULTS: BarsSettings = { serviceId: '2000099901', proxyName: 'proxy.spine.assay.example' }

export const settingsOf = ({ config }: Pick<Services, 'config'>): BarsSettings => ({ ...DEFAULTS, ...(config.areas['bars'] as Partial<BarsSettings> | undefined) })

export const ownService = (services: Pick<Services, 'config'>): string => settingsOf(services).serviceId
