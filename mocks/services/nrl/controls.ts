import type { Environment } from '../../kit/environment.ts'
import { categoryName, typeOf } from './record-types.ts'
import type { NrlState, Pointer } from './state.ts'
import { EXTENSION, SYSTEM } from './systems.ts'

/** A record that another organisation holds and tells of. */
export interface HeldRecord {
  nhsNumber: string
  /** ODS code of the organisation. */
  custodian: string
  /** SNOMED CT code of the type. */
  type: string
  /** The record itself, as text; given out through the proxy. Without one, the pointer names a page with contact details. */
  content?: string
  /** Address of the page with contact details. */
  contactPage?: string
  /** ISO instant at which the record was written. */
  createdAt?: string
}

const HOLDER_ASID = '230811201350'

/** What other organisations publish, and what there is to see. */
export const controls = {
  /** Another organisation holds a record and publishes where it is. */
  publish(state: NrlState, record: HeldRecord, environment: Environment): Pointer {
    const type = typeOf(record.type)
    if (!type) throw new Error(`Failed to publish a record: saw type ${record.type}, expected one of mocks/services/nrl/record-types.json.`)
    const id = `${record.custodian}-${state.random.uuid()}`
    const now = new Date(environment.clock.now()).toISOString()
    const held = `https://records.${record.custodian.toLowerCase()}.example/plans/${id}`
    const throughProxy = record.content !== undefined
    if (throughProxy) state.documents.set(held, { asid: HOLDER_ASID, nhsNumber: record.nhsNumber, contentType: 'application/pdf', content: Buffer.from(record.content!).toString('base64') })
    const proxy = `${environment.origin?.replace(/^https?:\/\//, '') ?? 'spine-proxy.example'}${environment.prefix}/record-locator/ssp`
    const coded = (system: string, code: string, display: string) => ({ coding: [{ system, code, display }] })
    const organisation = { identifier: { system: SYSTEM.odsCode, value: record.custodian } }
    const resource = {
      resourceType: 'DocumentReference',
      id,
      meta: { lastUpdated: now },
      status: 'current',
      docStatus: 'final',
      type: coded(SYSTEM.snomed, type.code, type.display),
      category: [coded(SYSTEM.snomed, type.category, categoryName(type.category)!)],
      subject: { identifier: { system: SYSTEM.nhsNumber, value: record.nhsNumber } },
      date: now,
      author: [organisation],
      custodian: organisation,
      content: [
        {
          attachment: {
            contentType: throughProxy ? 'application/pdf' : 'text/html',
            url: throughProxy ? `ssp://${proxy}/${encodeURIComponent(held)}` : (record.contactPage ?? `https://www.${record.custodian.toLowerCase()}.example/contact`),
            creation: record.createdAt ?? now,
          },
          format: throughProxy
            ? { system: SYSTEM.format, code: 'urn:nhs-ic:unstructured', display: 'Unstructured Document' }
            : { system: SYSTEM.format, code: 'urn:nhs-ic:record-contact', display: 'Contact details (HTTP Unsecured)' },
          extension: [
            { url: EXTENSION.stability, valueCodeableConcept: coded(SYSTEM.stability, 'static', 'Static') },
            { url: EXTENSION.retrieval, valueCodeableConcept: throughProxy ? coded(SYSTEM.retrieval, 'SSP', 'Spine Secure Proxy') : coded(SYSTEM.retrieval, 'Direct', 'Direct') },
          ],
        },
      ],
      context: {
        practiceSetting: coded(SYSTEM.snomed, '224891009', 'Healthcare services'),
        ...(throughProxy && { related: [{ identifier: { system: SYSTEM.asid, value: HOLDER_ASID } }] }),
      },
    }
    const pointer: Pointer = { id, custodian: record.custodian, nhsNumber: record.nhsNumber, type: type.code, category: type.category, resource }
    state.pointers.set(id, pointer)
    return pointer
  },

  /** Whoever published a pointer withdraws it, and gives the record out no more. */
  withdraw(state: NrlState, { id }: { id: string }): void {
    if (!state.pointers.delete(id)) throw new Error(`Failed to find the pointer ${id}. There are: ${[...state.pointers.keys()].join(', ') || 'none'}.`)
    for (const address of state.documents.keys()) if (address.endsWith(`/${id}`)) state.documents.delete(address)
  },

  /** Every pointer of a patient, oldest first. */
  listPointers(state: NrlState, { nhsNumber }: { nhsNumber: string }): Pointer[] {
    return [...state.pointers.values()].filter((pointer) => pointer.nhsNumber === nhsNumber)
  },

  /** The types agreed with an organisation at onboarding; none shuts it out. */
  agreeTypes(state: NrlState, { odsCode, types }: { odsCode: string; types: string[] }): void {
    state.agreedTypes.set(odsCode, types)
  },
}
