import { WRAPPER_OID } from '../../spine/transmission.ts'

/** Names of the Summary Care Record in HL7 V3. Source: interaction table of the message handling adaptor, published messages. */
export const PSIS = 'urn:nhs:names:services:psis'
export const PSIS_QUERY = 'urn:nhs:names:services:psisquery'
export const LRS = 'urn:nhs:names:services:lrs'

export const UPDATE = 'REPC_IN150016UK05'
export const EVENT_LIST_QUERY = 'QUPC_IN180000UK04'
export const EVENT_QUERY = 'QUPC_IN190000UK04'
export const SET_PERMISSIONS = 'SET_RESOURCE_PERMISSIONS_INUK01'

/** ODS code under which SDS has the Spine itself. */
export const SPINE = 'YES'

export const OID = {
  ...WRAPPER_OID,
  nhsNumber: '2.16.840.1.113883.2.1.4.1',
  roleProfile: '1.2.826.0.1285.0.2.0.67',
  user: '1.2.826.0.1285.0.2.0.65',
  jobRole: '1.2.826.0.1285.0.2.1.104',
  snomed: '2.16.840.1.113883.2.1.3.2.4.15',
  template: '2.16.840.1.113883.2.1.3.2.4.18.2',
  presentation: '2.16.840.1.113883.2.1.3.2.4.17.126',
  dissentOverride: '2.16.840.1.113883.2.1.3.2.4.17.60',
} as const
